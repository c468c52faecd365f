import { ServicePage } from '../support/service.ts';
import { expect, test } from '../support/test.ts';

test('a lost answer of a write that was applied is settled by reading back, not by sending again', async ({
  page,
  manager,
  watch,
}) => {
  watch.tolerate(/services\/\d+/);
  const of = await ServicePage.machine(page, manager);
  await of.open();
  const before = (await of.plane.applied(of.path)).length;
  // It is carried out, and the connection ends in the middle of the answer.
  await of.plane.setFaults({ route: '/services/*', method: 'PUT', kind: 'truncate' });
  await of.type('Applied unheard');
  await of.button('Save').click();
  await expect(of.app.heading('Applied unheard')).toBeVisible();
  await expect(of.panel('Changes from this tab')).toContainText('the answer was lost, so it was read back');
  expect(await of.plane.applied(of.path)).toHaveLength(before + 1);
});

test('a write that was lost on its way is said not to be done, and can be sent again', async ({
  page,
  manager,
  watch,
}) => {
  watch.tolerate(/services\/\d+/);
  const of = await ServicePage.machine(page, manager);
  await of.open();
  const before = (await of.plane.applied(of.path)).length;
  await of.plane.setFaults({ route: '/services/*', method: 'PUT', kind: 'drop' });
  await of.type('Lost on its way');
  await of.button('Save').click();
  await expect(of.panel('Display name')).toContainText('You can send the change again.');
  await expect(of.name).toHaveValue('Lost on its way');
  expect(await of.plane.applied(of.path)).toHaveLength(before);
  await of.plane.clearFaults();
  await of.button('Save').click();
  await expect(of.app.heading('Lost on its way')).toBeVisible();
  expect(await of.plane.applied(of.path)).toHaveLength(before + 1);
});

test('while reading back fails nothing is sent again; looking again settles it', async ({ page, manager, watch }) => {
  watch.tolerate(/services\/\d+/);
  const of = await ServicePage.machine(page, manager);
  await of.open();
  const before = (await of.plane.applied(of.path)).length;
  await of.plane.setFaults(
    { route: '/services/*', method: 'PUT', kind: 'truncate' },
    { route: '/services/*', method: 'GET', kind: 'error', status: 500 },
  );
  await of.type('In doubt');
  await of.button('Save').click();
  await expect(of.panel('Display name')).toContainText('It is not sent again');
  await expect(of.button('Save')).toBeDisabled();
  await of.name.press('Enter');
  await of.plane.clearFaults();
  await of.button('Look again').click();
  await expect(of.app.heading('In doubt')).toBeVisible();
  expect(await of.plane.applied(of.path)).toHaveLength(before + 1);
});

test('what was done stands with its account, the newest first, in its own scope', async ({ app, page, manager }) => {
  const of = await ServicePage.machine(page, manager);
  await of.open();
  for (const name of ['First name', 'Second name']) {
    await of.type(name);
    await of.button('Save').click();
    await expect(app.heading(name)).toBeVisible();
  }
  await app.navigate('Activity');
  await expect(app.heading('Activity')).toBeFocused();
  const items = page.getByRole('region', { name: 'Activity' }).getByRole('listitem');
  await expect(items).toHaveCount(2);
  await expect(items.first()).toContainText('Second name');
  await expect(items.first()).toContainText('Done');
  await expect(items.first()).toContainText('Europe');
  await expect(items.first()).toContainText('lm10452-ovh');

  const go = (path: string) =>
    page.evaluate((to) => {
      history.pushState(null, '', to);
      dispatchEvent(new PopStateEvent('popstate'));
    }, path);
  await go('/us:br60915-ovh/activity');
  await expect(page.getByText('Nothing was changed yet')).toBeVisible();
  await go('/all/activity');
  await expect(items).toHaveCount(2);

  // Signing out forgets it.
  await page.getByRole('button', { name: 'Sign out' }).click();
  await app.useSample();
  await app.heading('Overview').waitFor();
  await go('/all/activity');
  await expect(page.getByText('Nothing was changed yet')).toBeVisible();
});
