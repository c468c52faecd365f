//! Asking for a part to be replaced: what technicians must know before they touch it. The
//! provider opens the ticket itself.

use advisor::flow::{Need, Part};
use api::{Disk, Replacement};
use leptos::prelude::*;

use super::desk::Desk;
use super::exact::exact;
use super::handover::{actions, summary};
use super::question::words;
use crate::data::support::opening::Request;
use crate::i18n::{t, t_with};
use crate::session::drafts::Draft;
use crate::ui::{Field, Icon, Wired, live, live_if, text};

/// What the form is about. In the context in which it is drawn.
#[derive(Clone)]
pub struct Replacing {
    pub desk: Desk,
    pub part: Part,
    /// The keys of what helps with it.
    pub checks: Vec<&'static str>,
}

/// The form: an area of its own.
#[component]
pub fn Replace() -> impl IntoView {
    let Replacing { desk, part, checks } = expect_context();
    form(desk, part, checks)
}

fn form(desk: Desk, part: Part, checks: Vec<&'static str>) -> AnyView {
    let problems = RwSignal::new(Vec::<Need>::new());
    let links = Signal::derive(move || {
        let link = |need: &Need| (id_of(*need), problem_of(*need));
        problems.read().iter().map(link).collect()
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let draft = desk.draft_now();
        let found = missing(&draft, part);
        problems.set(found.clone());
        if let Some(request) = request_of(&draft, part).filter(|_| found.is_empty()) {
            let subject = draft.service.map(|about| about.display).unwrap_or_default();
            let title = t_with(
                "help.write",
                &[("subject", &words(&format!("help.part.{}", part.key())))],
            );
            desk.change(|draft| draft.set_checks(&checks));
            desk.send(request, title, subject);
        }
    };
    let inverse = Memo::new(move |_| is_inverse(&desk.draft()));
    let fields = part.needs().iter().map(|need| {
        let need = *need;
        let error = Signal::derive(move || {
            let own = problems.read().contains(&need);
            own.then(|| problem_of(need))
        });
        let drawn = move || field(desk, need, error);
        match need {
            // One or the other is what is sent.
            Need::FaultySerials | Need::SlotIds => {
                live_if(move || !inverse.get(), drawn).into_any()
            }
            _ => drawn(),
        }
    });
    let exact = exact(desk, move |draft| request_of(draft, part));
    view! {
        <form class="form" novalidate on:submit=submit>
            {summary(desk, links)}
            {fields.collect_view()}
            {exact}
            {actions(desk)}
        </form>
    }
    .into_any()
}

fn id_of(need: Need) -> &'static str {
    match need {
        Need::FaultySerials => "help-need-faulty",
        Need::HealthySerials => "help-need-healthy",
        Need::Inverse => "help-need-inverse",
        Need::SlotIds => "help-need-slot-ids",
        Need::Slots => "help-need-slots",
        Need::Details => "help-need-details",
        Need::Comment => "help-need-comment",
        Need::BackupConfirmed => "help-need-backup",
        Need::DataLossAccepted => "help-need-loss",
    }
}

fn label_of(need: Need) -> String {
    words(&format!("help.part-need.{}", need.key()))
}

fn problem_of(need: Need) -> String {
    t_with("help.need.missing", &[("field", &label_of(need))])
}

/// The name of its field in the draft.
fn name_of(need: Need) -> String {
    format!("part-{}", need.key())
}

fn is_yes(draft: &Draft, need: Need) -> bool {
    draft.field(&name_of(need)) == "yes"
}

fn is_inverse(draft: &Draft) -> bool {
    is_yes(draft, Need::Inverse)
}

/// What has to be filled in before it can be sent.
fn missing(draft: &Draft, part: Part) -> Vec<Need> {
    let needs = part.needs().iter().copied();
    let open = |need: &Need| {
        let needed = match need {
            // The faulty one cannot be read: those that stay are what is known.
            Need::FaultySerials => !is_inverse(draft),
            need => need.required(),
        };
        needed && draft.field(&name_of(*need)).trim().is_empty()
    };
    needs.filter(open).collect()
}

/// The words of a list: separated by commas, semicolons or lines.
fn listed(text: &str) -> Vec<String> {
    let parts = text.split([',', ';', '\n']).map(str::trim);
    let parts = parts.filter(|part| !part.is_empty());
    parts.map(str::to_owned).collect()
}

/// What is sent; `None` without a server.
fn request_of(draft: &Draft, part: Part) -> Option<Request> {
    let of = |need: Need| draft.field(&name_of(need)).trim().to_owned();
    let server = draft.service.as_ref()?.name.clone();
    // Technicians of any site read it: in English whatever the language of the page.
    let mut comment = vec![of(Need::Comment)];
    let part = match part {
        Part::Disk => {
            let (faulty, healthy) = (
                listed(&of(Need::FaultySerials)),
                listed(&of(Need::HealthySerials)),
            );
            let inverse = is_inverse(draft);
            if !inverse && !healthy.is_empty() {
                comment.push(format!("Healthy disks: {}.", healthy.join(", ")));
            }
            if is_yes(draft, Need::BackupConfirmed) {
                comment.push("The data is backed up.".to_owned());
            }
            if is_yes(draft, Need::DataLossAccepted) {
                comment.push("The loss of data on the disk is accepted.".to_owned());
            }
            let slots = listed(&of(Need::SlotIds));
            let named = if inverse { healthy } else { faulty };
            let disks = named.into_iter().enumerate().map(|(place, serial)| Disk {
                serial,
                slot: slots
                    .get(place)
                    .filter(|_| !inverse)
                    .and_then(|slot| slot.parse().ok()),
            });
            Replacement::Disks {
                disks: disks.collect(),
                healthy: inverse,
            }
        }
        Part::Memory => Replacement::Memory {
            details: of(Need::Details),
            slots: listed(&of(Need::Slots)),
        },
        Part::Cooling => Replacement::Cooling {
            details: of(Need::Details),
        },
    };
    let words = draft.field("text").trim();
    if !words.is_empty() {
        comment.push(words.to_owned());
    }
    comment.push(format!("Reference: {}", draft.id.reference()));
    Some(Request::Replacement {
        server,
        comment: comment.join("\n"),
        part,
    })
}

fn field(desk: Desk, need: Need, error: Signal<Option<String>>) -> AnyView {
    if matches!(
        need,
        Need::Inverse | Need::BackupConfirmed | Need::DataLossAccepted
    ) {
        return confirmation(desk, need, error);
    }
    let name = name_of(need);
    let control = Callback::new(move |wired: Wired| {
        let (typed, name) = (desk.draft_now().field(&name).to_owned(), name.clone());
        view! {
            <textarea
                id=wired.id
                class="input"
                rows="2"
                autocapitalize="none"
                spellcheck="false"
                aria-describedby=wired.described
                aria-invalid=wired.invalid
                aria-required=wired.required
                prop:value=typed
                on:input=move |event| {
                    let text = event_target_value(&event);
                    desk.change(|draft| draft.set_field(&name, &text));
                }
            ></textarea>
        }
        .into_any()
    });
    let optional = !need.required();
    view! {
        <Field id=id_of(need) label=label_of(need) hint=hint_of(need) error optional control />
    }
    .into_any()
}

fn hint_of(need: Need) -> String {
    match need {
        Need::FaultySerials | Need::HealthySerials => t("help.need.serials.hint"),
        Need::SlotIds => t("help.need.slots.hint"),
        Need::Details => t("help.need.details.hint"),
        _ => String::new(),
    }
}

fn confirmation(desk: Desk, need: Need, error: Signal<Option<String>>) -> AnyView {
    let name = name_of(need);
    let checked = is_yes(&desk.draft_now(), need);
    view! {
        <div class="field">
            <label class="help-confirm">
                <input
                    id=id_of(need)
                    type="checkbox"
                    prop:checked=checked
                    aria-invalid=text(move || error.read().is_some().to_string())
                    on:change=move |event| {
                        let word = if event_target_checked(&event) { "yes" } else { "" };
                        desk.change(|draft| draft.set_field(&name, word));
                    }
                />
                <span>{label_of(need)}</span>
            </label>
            {live(move || match error.get() {
                Some(error) => {
                    view! {
                        <p class="field-error">
                            <Icon name="circle-x" />
                            {error}
                        </p>
                    }
                        .into_any()
                }
                None => ().into_any(),
            })}
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::drafts::{About, DraftId};

    fn draft(fields: &[(Need, &str)]) -> Draft {
        let about = About {
            key: "7".parse().unwrap(),
            name: "ns1.example".into(),
            display: "Shop".into(),
            product: Some("dedicated-server".into()),
        };
        let account = "eu:ab1-ovh".parse().unwrap();
        let mut draft = Draft::new(DraftId(7 << 16), account, Some(about), 0.0);
        for (need, text) in fields {
            draft.set_field(&name_of(*need), text);
        }
        draft
    }

    const CONFIRMED: [(Need, &str); 3] = [
        (Need::Comment, "Any time, UTC"),
        (Need::BackupConfirmed, "yes"),
        (Need::DataLossAccepted, "yes"),
    ];

    #[test]
    fn no_disk_is_touched_without_serials_and_confirmations() {
        assert_eq!(
            missing(&draft(&[]), Part::Disk),
            [
                Need::FaultySerials,
                Need::HealthySerials,
                Need::Comment,
                Need::BackupConfirmed,
                Need::DataLossAccepted
            ]
        );
        let mut fields = CONFIRMED.to_vec();
        fields.push((Need::HealthySerials, "B"));
        assert_eq!(missing(&draft(&fields), Part::Disk), [Need::FaultySerials]);
        // Where the faulty one cannot be read, the healthy ones are what is known.
        fields.push((Need::Inverse, "yes"));
        assert_eq!(missing(&draft(&fields), Part::Disk), []);
        assert_eq!(
            missing(&draft(&[]), Part::Cooling),
            [Need::Details, Need::Comment]
        );
    }

    #[test]
    fn the_disks_that_are_named_are_those_that_are_meant() {
        let mut fields = CONFIRMED.to_vec();
        fields.extend([
            (Need::FaultySerials, "A1, A2"),
            (Need::HealthySerials, "B1\nB2"),
            (Need::SlotIds, "4"),
        ]);
        let sent = |fields: &[(Need, &str)]| match request_of(&draft(fields), Part::Disk) {
            Some(Request::Replacement {
                comment,
                part: Replacement::Disks { disks, healthy },
                ..
            }) => (comment, disks, healthy),
            other => panic!("{other:?}"),
        };
        let disk = |serial: &str, slot| Disk {
            serial: serial.into(),
            slot,
        };
        let (comment, disks, healthy) = sent(&fields);
        assert_eq!(
            (disks, healthy),
            (vec![disk("A1", Some(4)), disk("A2", None)], false)
        );
        assert!(comment.contains("Healthy disks: B1, B2."));
        assert!(comment.contains("backed up") && comment.contains("accepted"));
        assert!(comment.ends_with("Reference: MGR-000000000007"));
        fields.push((Need::Inverse, "yes"));
        let (comment, disks, healthy) = sent(&fields);
        assert_eq!(
            (disks, healthy),
            (vec![disk("B1", None), disk("B2", None)], true)
        );
        assert!(!comment.contains("Healthy"));
    }
}
