//! Labels between tabs and the vault, whatever happens meanwhile.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Context, Waker};

use api::LocalFuture;
use leptos::prelude::Owner;
use proptest::prelude::*;

use super::shelf::{Disk, OnDisk, labels};
use super::{Native, id, new_vault, now};
use crate::session::notebook::{Aside, Keeping, Notebook};
use crate::session::notes::{Colour, Note, Notes};
use crate::session::vault::{Found, Labels, OpenVault, merged};
use crate::session::{GroupName, tab};

fn labelled(pairs: &[(&str, &str)]) -> Notes {
    let mut notes = Notes::default();
    for (account, label) in pairs {
        label_of(&mut notes, account, label);
    }
    notes
}

fn label_of(notes: &mut Notes, account: &str, label: &str) {
    let mut note = notes.of(&id(account));
    note.label = label.to_owned();
    notes.note(&id(account), note);
}

fn group(name: &str) -> GroupName {
    GroupName::new(name).unwrap()
}

/// One tab with the vault open.
struct Tab {
    number: usize,
    notebook: Notebook,
    labels: Rc<Labels>,
    shelf: Rc<OnDisk>,
    work: Vec<LocalFuture<()>>,
}

impl Tab {
    fn open(number: usize, disk: &Rc<RefCell<Disk>>, vault: &Rc<OpenVault<Native>>) -> Self {
        Self::with(number, disk, vault, Notebook::empty())
    }

    fn with(
        number: usize,
        disk: &Rc<RefCell<Disk>>,
        vault: &Rc<OpenVault<Native>>,
        notebook: Notebook,
    ) -> Self {
        tab::storage::be(number);
        let stored = disk.borrow().records.get(&labels().to_string()).cloned();
        let found = stored.map_or(Found::Nothing, |text| {
            match now(vault.unseal(&labels(), &text)) {
                Ok(bytes) => Found::of(&bytes),
                Err(spoilt) => Found::Spoilt(spoilt),
            }
        });
        let (disk, vault) = (disk.clone(), vault.clone());
        let mut tab = Self {
            number,
            notebook,
            labels: Rc::new(Labels::open(notebook, found, Arc::new(|| {}))),
            shelf: Rc::new(OnDisk { disk, vault }),
            work: Vec::new(),
        };
        tab.sync();
        tab
    }

    fn sync(&mut self) {
        tab::storage::be(self.number);
        let (labels, shelf) = (self.labels.clone(), self.shelf.clone());
        self.work
            .push(Box::pin(async move { labels.sync(&*shelf).await }));
        // What it writes is settled before anything is waited for.
        self.step();
    }

    fn change(&mut self, change: impl FnOnce(&mut Notes)) {
        tab::storage::be(self.number);
        self.notebook.change(change);
        self.sync();
    }

    fn step(&mut self) {
        tab::storage::be(self.number);
        let mut context = Context::from_waker(Waker::noop());
        self.work
            .retain_mut(|work| work.as_mut().poll(&mut context).is_pending());
    }

    fn finish(&mut self) {
        while !self.work.is_empty() {
            self.step();
        }
    }

    fn label(&self, account: &str) -> String {
        self.notebook.get_untracked().of(&id(account)).label
    }
}

fn start() -> (Owner, Rc<RefCell<Disk>>, Rc<OpenVault<Native>>) {
    let owner = Owner::new();
    owner.set();
    tab::storage::clear();
    let vault = Rc::new(new_vault());
    let disk = Disk {
        header: Some(vault.header().to_owned()),
        ..Disk::default()
    };
    (owner, Rc::new(RefCell::new(disk)), vault)
}

#[test]
fn labels_of_a_tab_move_into_a_new_vault_and_leave_its_storage() {
    let (_owner, disk, vault) = start();
    tab::storage::be(0);
    let notebook = Notebook::empty();
    notebook.change(|notes| label_of(notes, "eu:ab1-ovh", "Bakery"));
    assert!(tab::storage::all(0).concat().contains("Bakery"));
    let mut one = Tab::with(0, &disk, &vault, notebook);
    one.finish();
    assert_eq!(one.notebook.keeping(), Keeping::Vault);
    assert_eq!(tab::storage::all(0), [""; 0]);
    assert!(!format!("{:?}", disk.borrow().records).contains("Bakery"));
    let two = Tab::open(1, &disk, &vault);
    assert_eq!(two.label("eu:ab1-ovh"), "Bakery");

    // A lock takes them away; what was typed the moment before is kept all the same.
    one.change(|notes| label_of(notes, "eu:ab1-ovh", "Bakery North"));
    one.notebook.forget();
    one.finish();
    assert_eq!(*one.notebook.get_untracked(), Notes::default());
    assert_eq!(tab::storage::all(0), [""; 0]);
    let again = Tab::open(2, &disk, &vault);
    assert_eq!(again.label("eu:ab1-ovh"), "Bakery North");
}

#[test]
fn nothing_is_written_where_nothing_was_changed() {
    let (_owner, disk, vault) = start();
    for number in 0..3 {
        Tab::open(number, &disk, &vault).finish();
    }
    assert!(disk.borrow().records.is_empty());
    let mut one = Tab::open(3, &disk, &vault);
    one.change(|notes| label_of(notes, "eu:ab1-ovh", "x"));
    one.finish();
    one.sync();
    one.finish();
    Tab::open(4, &disk, &vault).finish();
    assert_eq!(disk.borrow().writes, 1);
}

#[test]
fn a_damaged_document_is_not_overwritten_unasked_and_nothing_is_lost() {
    let (_owner, disk, vault) = start();
    let mut old = Tab::open(0, &disk, &vault);
    old.change(|notes| label_of(notes, "eu:ab1-ovh", "Bakery"));
    old.finish();
    let name = labels().to_string();
    let damaged = disk.borrow().records[&name].replace("\"sealed\":\"", "\"sealed\":\"00");
    disk.borrow_mut()
        .records
        .insert(name.clone(), damaged.clone());

    let mut new = Tab::open(1, &disk, &vault);
    new.finish();
    assert_eq!(new.notebook.keeping(), Keeping::Aside(Aside::Damaged));
    new.change(|notes| label_of(notes, "ca:cd2-ovh", "Shop"));
    new.finish();
    assert_eq!(disk.borrow().records[&name], damaged);
    assert!(tab::storage::all(1).concat().contains("Shop"));
    // Who had it before the damage has it still.
    old.sync();
    old.finish();
    assert_eq!(old.notebook.keeping(), Keeping::Aside(Aside::Damaged));
    assert!(tab::storage::all(0).concat().contains("Bakery"));

    new.labels.replace();
    new.sync();
    new.finish();
    old.sync();
    old.finish();
    new.sync();
    new.finish();
    for one in [&old, &new] {
        assert_eq!(one.notebook.keeping(), Keeping::Vault);
        assert_eq!(one.label("eu:ab1-ovh"), "Bakery");
        assert_eq!(one.label("ca:cd2-ovh"), "Shop");
        assert_eq!(tab::storage::all(one.number), [""; 0]);
    }
}

#[test]
fn what_finds_no_room_stays_in_the_tab_until_there_is_some() {
    let (_owner, disk, vault) = start();
    let mut one = Tab::open(0, &disk, &vault);
    one.finish();
    disk.borrow_mut().full = true;
    one.change(|notes| label_of(notes, "eu:ab1-ovh", "Bakery"));
    one.finish();
    assert_eq!(one.notebook.keeping(), Keeping::Aside(Aside::Failed));
    // Also over a reload, and into what another tab has written meanwhile.
    disk.borrow_mut().full = false;
    let mut other = Tab::open(1, &disk, &vault);
    other.change(|notes| label_of(notes, "us:ef3-ovh", "Depot"));
    other.finish();
    tab::storage::be(0);
    let notebook = Notebook::empty();
    notebook.resume();
    let mut one = Tab::with(0, &disk, &vault, notebook);
    one.finish();
    assert_eq!(one.notebook.keeping(), Keeping::Vault);
    let third = Tab::open(2, &disk, &vault);
    assert_eq!(third.label("eu:ab1-ovh"), "Bakery");
    assert_eq!(third.label("us:ef3-ovh"), "Depot");
}

#[test]
fn changes_side_by_side_are_put_together() {
    let mut base = labelled(&[("eu:a1-ovh", "A"), ("eu:b1-ovh", "B")]);
    base.add_group(group("g"), vec![id("eu:a1-ovh")]);
    base.add_group(group("old"), vec![]);

    let mut mine = base.clone();
    label_of(&mut mine, "eu:a1-ovh", "");
    mine.set_member(&group("g"), &id("eu:b1-ovh"), true);
    mine.remove_group(&group("old"));
    mine.add_group(group("mine"), vec![id("eu:a1-ovh")]);

    let mut theirs = base.clone();
    let red = Note {
        label: "A".into(),
        colour: Colour::parse("red"),
    };
    theirs.note(&id("eu:a1-ovh"), red);
    label_of(&mut theirs, "eu:b1-ovh", "B2");
    theirs.set_member(&group("g"), &id("eu:a1-ovh"), false);
    theirs.add_group(group("theirs"), vec![]);

    let all = merged(&base, &mine, &theirs);
    assert_eq!(all.of(&id("eu:a1-ovh")).label, "");
    assert_eq!(all.of(&id("eu:a1-ovh")).colour, Colour::parse("red"));
    assert_eq!(all.of(&id("eu:b1-ovh")).label, "B2");
    let names: Vec<_> = all.groups.iter().map(|group| group.name.as_str()).collect();
    assert_eq!(names, ["g", "theirs", "mine"]);
    assert_eq!(all.groups[0].members, [id("eu:b1-ovh")]);
    // A group that one removes while the other fills it stays.
    let mut filled = base.clone();
    filled.set_member(&group("old"), &id("eu:b1-ovh"), true);
    assert!(merged(&base, &mine, &filled).group(&group("old")).is_some());
}

#[derive(Clone, Debug)]
enum Step {
    Label(usize, usize),
    Sync(usize),
    Run(usize),
    Lock(usize),
    Unlock(usize),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        5 => (0..3usize, 0..4usize).prop_map(|(tab, account)| Step::Label(tab, account)),
        3 => (0..3usize).prop_map(Step::Sync),
        9 => (0..3usize).prop_map(Step::Run),
        1 => (0..3usize).prop_map(Step::Lock),
        2 => (0..3usize).prop_map(Step::Unlock),
    ]
}

proptest! {
    /// Each tab writes labels of its own accounts; the last of each is there in the end, in
    /// every tab, wherever tabs locked and whoever was quicker.
    #[test]
    fn no_label_is_lost_between_tabs(steps in proptest::collection::vec(step(), 0..50)) {
        let (_owner, disk, vault) = start();
        let mut tabs: Vec<Tab> = (0..3).map(|number| Tab::open(number, &disk, &vault)).collect();
        let mut locked = [false; 3];
        let mut last = std::collections::BTreeMap::new();
        for (count, step) in steps.into_iter().enumerate() {
            match step {
                Step::Label(tab, account) if !locked[tab] => {
                    let (account, label) = (format!("eu:t{tab}a{account}-ovh"), format!("l{count}"));
                    tabs[tab].change(|notes| label_of(notes, &account, &label));
                    last.insert(account, label);
                }
                Step::Sync(tab) if !locked[tab] => tabs[tab].sync(),
                Step::Run(tab) => tabs[tab].step(),
                Step::Lock(tab) => {
                    tab::storage::be(tab);
                    tabs[tab].notebook.forget();
                    locked[tab] = true;
                }
                Step::Unlock(tab) if locked[tab] => {
                    // A person does not type a passphrase while a write is still under way.
                    tabs[tab].finish();
                    tabs[tab] = Tab::open(tab, &disk, &vault);
                    locked[tab] = false;
                }
                _ => {}
            }
            for tab in 0..3 {
                if locked[tab] {
                    prop_assert_eq!(&*tabs[tab].notebook.get_untracked(), &Notes::default());
                }
                prop_assert_eq!(tab::storage::all(tab), Vec::<String>::new());
            }
        }
        for tab in &mut tabs {
            tab.finish();
        }
        for tab in 0..3 {
            if locked[tab] {
                tabs[tab] = Tab::open(tab, &disk, &vault);
            }
            tabs[tab].sync();
            tabs[tab].finish();
            for (account, label) in &last {
                prop_assert_eq!(&tabs[tab].label(account), label);
            }
        }
    }
}
