//! The desk at which one draft is written: the draft, whether it is kept, and its sending.
//!
//! What is typed is kept as it is typed, over exactly what this tab kept before. Sending
//! takes the draft first: it is marked as on its way in a write that only one tab can make,
//! and only who made that write sends.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use api::Platform;
use leptos::ev;
use leptos::prelude::*;

use crate::data::Data;
use crate::data::support::opening::{self, Opened, Place, Request, Sought};
use crate::data::trouble::Trouble;
use crate::data::writes::Outcome;
use crate::platform::presence::{self, Presence};
use crate::platform::{Browser, now_ms};
use crate::session::Account;
use crate::session::drafts::shelf::{self, Kept, NotKept, Spot};
use crate::session::drafts::{Draft, DraftId, Stage};

/// How long after the last key what was typed is kept, in milliseconds.
const PAUSE_MS: u64 = 400;
/// For how long what was handed over may still be on its way, in milliseconds: the time that
/// a write is given, and some more.
const ON_ITS_WAY_MS: f64 = 45_000.0;
/// How often it is looked for meanwhile.
const LOOK_AGAIN: Duration = Duration::from_secs(5);

/// Whether the draft is kept.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Keeping {
    /// There is nothing to keep.
    Nothing,
    /// It will be in a moment.
    Due,
    /// As it is, since that moment (milliseconds since 1970).
    Kept(f64),
    /// It is only in this page.
    Not(NotKept),
}

/// How the sending stands.
#[derive(Clone, Debug, PartialEq)]
pub enum Sending {
    /// Nobody has sent it.
    Idle,
    /// On its way.
    UnderWay,
    /// It was handed over, and is being looked for.
    Looking,
    /// It was not made a ticket; why.
    Refused(Trouble),
    /// It was handed over and did not arrive.
    NotArrived,
    /// Whether it arrived could not be found out.
    Unknown(Trouble),
    /// Another tab changed the draft; what was typed here has become a draft of its own.
    Parted,
}

struct Inner {
    data: Data,
    account: Account,
    draft: ArcRwSignal<Draft>,
    keeping: ArcRwSignal<Keeping>,
    sending: ArcRwSignal<Sending>,
    /// What this tab knows to be stored.
    spot: RefCell<Option<Spot>>,
    busy: Cell<bool>,
    again: Cell<bool>,
    timed: Cell<bool>,
    left: Cell<bool>,
    /// An earlier attempt may have arrived.
    looks_first: Cell<bool>,
    /// The write under way, and where its ticket will be.
    write: ArcRwSignal<Option<usize>>,
    place: RefCell<Place>,
    parted: ArcRwSignal<Option<DraftId>>,
    /// It was handed over, and nobody here knows what became of it.
    lost: ArcRwSignal<bool>,
}

/// One draft on its desk. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Desk(StoredValue<Rc<Inner>, LocalStorage>);

impl Desk {
    /// Takes the draft of that id from where drafts are kept; one that is not there is
    /// begun, about no service.
    pub async fn open(data: Data, account: Account, id: DraftId) -> Taken {
        let kept = shelf::one(&account.id, id).await;
        let keeping = match &kept {
            Ok(Some(kept)) => Keeping::Kept(kept.draft.changed),
            Ok(None) => Keeping::Nothing,
            Err(error) => Keeping::Not(*error),
        };
        let (draft, spot) = match kept {
            Ok(Some(Kept { draft, spot })) => (draft, Some(spot)),
            Ok(None) | Err(_) => {
                let fresh = Draft::new(id, account.id.clone(), None, now_ms());
                (fresh, None)
            }
        };
        Taken(Rc::new(Inner {
            data,
            account,
            draft: ArcRwSignal::new(draft),
            keeping: ArcRwSignal::new(keeping),
            sending: ArcRwSignal::new(Sending::Idle),
            spot: RefCell::new(spot),
            busy: Cell::new(false),
            again: Cell::new(false),
            timed: Cell::new(false),
            left: Cell::new(false),
            looks_first: Cell::new(false),
            write: ArcRwSignal::new(None),
            place: RefCell::default(),
            parted: ArcRwSignal::new(None),
            lost: ArcRwSignal::new(false),
        }))
    }

    fn inner(self) -> Rc<Inner> {
        self.0.get_value()
    }

    /// Whose draft it is.
    pub fn account(self) -> Account {
        self.inner().account.clone()
    }

    /// The draft. Tracked.
    pub fn draft(self) -> Draft {
        self.inner().draft.get()
    }

    /// Likewise, read once.
    pub fn draft_now(self) -> Draft {
        self.inner().draft.get_untracked()
    }

    /// Whether it is kept. Tracked.
    pub fn keeping(self) -> Keeping {
        self.inner().keeping.get()
    }

    /// How the sending stands. Tracked.
    pub fn sending(self) -> Sending {
        self.inner().sending.get()
    }

    /// The draft that what was typed here has become, once another tab changed this one.
    /// Tracked.
    pub fn parted(self) -> Option<DraftId> {
        self.inner().parted.get()
    }

    /// Changes the draft, and keeps it in a moment. `change` says whether it changed anything.
    pub fn change(self, change: impl FnOnce(&mut Draft) -> bool) {
        let inner = self.inner();
        if inner.draft.read_untracked().stage != Stage::Writing {
            return;
        }
        let mut draft = inner.draft.get_untracked();
        if !change(&mut draft) {
            return;
        }
        draft.changed = now_ms();
        let nothing = draft.is_empty() && inner.spot.borrow().is_none();
        inner.draft.set(draft);
        if !nothing {
            inner.soon();
        }
    }

    /// Forgets the draft, here and where it is kept.
    pub async fn discard(self) {
        let inner = self.inner();
        inner.left.set(true);
        let spot = inner.spot.borrow_mut().take();
        let draft = inner.draft.get_untracked();
        if let Some(spot) = spot {
            // What cannot be deleted is listed again, where it can be tried once more.
            let _ = shelf::discard(&draft.account, draft.id, &spot).await;
        }
    }

    /// Makes a ticket of it. `title` and `subject` are for the list of what was done.
    pub fn send(self, request: Request, title: String, subject: String) {
        let inner = self.inner();
        let idle = !matches!(
            *inner.sending.read_untracked(),
            Sending::UnderWay | Sending::Looking | Sending::Unknown(_)
        );
        if !idle || inner.draft.read_untracked().stage != Stage::Writing {
            return;
        }
        inner.sending.set(Sending::UnderWay);
        leptos::task::spawn_local(inner.hand_over(request, title, subject));
    }

    /// Looks once more whether it arrived.
    pub fn look_again(self) {
        let inner = self.inner();
        if !matches!(*inner.sending.read_untracked(), Sending::Unknown(_)) {
            return;
        }
        match inner.write.get_untracked() {
            // Settled itself, as a write that stays open is not made a second time.
            Some(number) => inner.data.look_again(number),
            None => leptos::task::spawn_local(inner.settle()),
        }
    }

    /// For as long as the owner of the call lives: finds out what became of a draft that was
    /// handed over by a page that is gone. Called where that is shown, so that the code for it
    /// arrives with the last step.
    pub fn seek(self) {
        let inner = self.inner();
        Effect::new(move || {
            if inner.lost.get() {
                inner.lost.set(false);
                leptos::task::spawn_local(inner.clone().settle());
            }
        });
    }
}

/// A draft that was taken and is not on a desk yet.
pub struct Taken(Rc<Inner>);

impl Taken {
    /// Puts it on the desk of the page that is being drawn.
    pub fn sit(self) -> Desk {
        let inner = self.0;
        let leaving = {
            let inner = inner.clone();
            move || inner.clone().now()
        };
        let hidden = ev::Custom::<web_sys::Event>::new("visibilitychange");
        let events = [
            window_event_listener(hidden, {
                let leaving = leaving.clone();
                move |_| {
                    if document().hidden() {
                        leaving();
                    }
                }
            }),
            window_event_listener(ev::Custom::<web_sys::Event>::new("pagehide"), move |_| {
                leaving();
            }),
        ];
        presence::watch(Callback::new({
            let inner = StoredValue::new_local(inner.clone());
            move |presence| {
                if presence == Presence::Returned
                    && let Some(inner) = inner.try_get_value()
                {
                    leptos::task::spawn_local(inner.look());
                }
            }
        }));
        let left = StoredValue::new_local(inner.clone());
        on_cleanup(move || {
            for event in events {
                event.remove();
            }
            if let Some(inner) = left.try_get_value() {
                inner.clone().now();
                inner.left.set(true);
            }
        });
        Effect::new({
            let inner = inner.clone();
            move || {
                let number = inner.write.get();
                let outcome = number.and_then(|number| inner.data.outcome(number));
                if let Some(outcome) = outcome {
                    inner.clone().came_to(outcome);
                }
            }
        });
        inner.clone().resume();
        Desk(StoredValue::new_local(inner))
    }
}

impl Inner {
    /// Keeps the draft once no key was pressed for a moment.
    fn soon(self: Rc<Self>) {
        self.keeping.set(Keeping::Due);
        if self.timed.replace(true) {
            return;
        }
        let inner = self;
        set_timeout(
            move || {
                inner.timed.set(false);
                inner.now();
            },
            Duration::from_millis(PAUSE_MS),
        );
    }

    /// Keeps the draft, unless it is kept as it is.
    fn now(self: Rc<Self>) {
        if self.left.get() || *self.keeping.read_untracked() != Keeping::Due {
            return;
        }
        leptos::task::spawn_local(async move {
            let _ = self.keep().await;
        });
    }

    /// Keeps the draft; while that is under way once more after it.
    async fn keep(self: Rc<Self>) -> Result<(), NotKept> {
        if self.busy.replace(true) {
            self.again.set(true);
            return Ok(());
        }
        let kept = loop {
            self.again.set(false);
            let kept = self.keep_once().await;
            if !self.again.get() {
                break kept;
            }
        };
        self.busy.set(false);
        match kept {
            Err(NotKept::Changed) => self.met_another().await,
            other => other,
        }
    }

    async fn keep_once(&self) -> Result<(), NotKept> {
        let draft = self.draft.get_untracked();
        let over = self.spot.borrow().clone();
        if draft.is_empty() {
            if let Some(spot) = over {
                shelf::discard(&draft.account, draft.id, &spot).await?;
                self.spot.replace(None);
            }
            self.keeping.set(Keeping::Nothing);
            return Ok(());
        }
        match shelf::keep(&draft, over.as_ref()).await {
            Ok(spot) => {
                self.spot.replace(Some(spot));
                if self.draft.read_untracked().changed == draft.changed {
                    self.keeping.set(Keeping::Kept(now_ms()));
                }
                Ok(())
            }
            Err(error) => {
                self.keeping.set(Keeping::Not(error));
                Err(error)
            }
        }
    }

    /// Another tab was quicker. What it made of the draft counts; what was typed here and is
    /// not in there becomes a draft of its own.
    async fn met_another(self: Rc<Self>) -> Result<(), NotKept> {
        let mine = self.draft.get_untracked();
        let Some(theirs) = shelf::one(&mine.account, mine.id).await? else {
            // Discarded there, while somebody went on writing here.
            self.spot.replace(None);
            return self.keep_once().await;
        };
        let differs = theirs.draft.fields != mine.fields || theirs.draft.answers != mine.answers;
        self.adopt(theirs);
        if differs && mine.stage == Stage::Writing {
            let id = shelf::fresh_id();
            let own = Draft { id, ..mine };
            shelf::keep(&own, None).await?;
            self.sending.set(Sending::Parted);
            self.parted.set(Some(id));
        }
        Err(NotKept::Changed)
    }

    /// What another tab made of it.
    fn adopt(self: &Rc<Self>, theirs: Kept) {
        self.keeping.set(Keeping::Kept(theirs.draft.changed));
        self.spot.replace(Some(theirs.spot));
        self.draft.set(theirs.draft);
        self.clone().resume();
    }

    /// Somebody came back: another tab may have gone on with it.
    async fn look(self: Rc<Self>) {
        let quiet = !self.busy.get()
            && self.write.read_untracked().is_none()
            && matches!(*self.keeping.read_untracked(), Keeping::Kept(_));
        if !quiet {
            return;
        }
        let (account, id) = {
            let draft = self.draft.read_untracked();
            (draft.account.clone(), draft.id)
        };
        if let Ok(Some(theirs)) = shelf::one(&account, id).await
            && self.spot.borrow().as_ref() != Some(&theirs.spot)
            && matches!(*self.keeping.read_untracked(), Keeping::Kept(_))
        {
            self.adopt(theirs);
        }
    }

    /// A draft that was on its way when it was last seen: from here, or from elsewhere.
    fn resume(self: Rc<Self>) {
        let draft = self.draft.get_untracked();
        match draft.stage {
            Stage::Writing | Stage::Sent { .. } => {}
            Stage::Sending { .. } => {
                let under_way = untrack(|| self.data.opening(&draft.account, draft.id));
                if under_way.is_some() {
                    self.sending.set(Sending::UnderWay);
                    self.write.set(under_way);
                } else {
                    self.lose();
                }
            }
        }
    }

    /// What became of it is found out by the step that shows it.
    fn lose(&self) {
        self.sending.set(Sending::Looking);
        self.lost.set(true);
    }

    async fn hand_over(self: Rc<Self>, request: Request, title: String, subject: String) {
        self.draft.update(|draft| {
            // What finds it again is what was sent, not what the page would say later.
            let subject = match &request {
                Request::Ticket(ticket) => &ticket.subject,
                Request::Replacement { .. } => "",
            };
            draft.set_field(SENT_SUBJECT, subject);
            draft.changed = now_ms();
            draft.stage = Stage::Sending { at: now_ms() };
        });
        // The tab that writes this is the one that sends. Where nothing can be kept, there
        // is no other tab that could have it.
        if let Err(NotKept::Changed) = self.clone().keep().await {
            if *self.sending.read_untracked() == Sending::UnderWay {
                self.sending.set(Sending::Idle);
                self.clone().resume();
            }
            return;
        }
        let id = self.draft.read_untracked().id;
        let (change, place) = opening::open(id, request, self.looks_first.get(), title, subject);
        self.place.replace(place);
        match self.data.write(&self.account, change) {
            Some(number) => self.write.set(Some(number)),
            // One is under way already.
            None => self.clone().resume(),
        }
    }

    /// The write has come to something.
    fn came_to(self: Rc<Self>, outcome: Outcome) {
        match outcome {
            Outcome::Pending | Outcome::Running(_) => {}
            Outcome::Checking => self.sending.set(Sending::Looking),
            Outcome::Done { .. } => {
                self.write.set(None);
                let opened = self.place.borrow().get();
                match opened {
                    Some(opened) => self.sent(opened),
                    // It was sent from a page of this tab that is gone.
                    None => self.lose(),
                }
            }
            Outcome::Failed(trouble) => self.back(Sending::Refused(trouble)),
            Outcome::NotApplied => {
                self.looks_first.set(true);
                self.back(Sending::NotArrived);
            }
            // It is still that write, which may be looked for again.
            Outcome::Unknown(trouble) => self.sending.set(Sending::Unknown(trouble)),
            Outcome::Ended(_) => {}
        }
    }

    /// It is no ticket, and can be written on.
    fn back(self: Rc<Self>, sending: Sending) {
        self.write.set(None);
        self.sending.set(sending);
        self.stand(Stage::Writing);
    }

    fn sent(self: Rc<Self>, opened: Opened) {
        self.sending.set(Sending::Idle);
        self.stand(Stage::Sent {
            ticket: opened.id,
            number: opened.number,
        });
    }

    fn stand(self: Rc<Self>, stage: Stage) {
        self.draft.update(|draft| {
            draft.stage = stage;
            draft.changed = now_ms();
        });
        leptos::task::spawn_local(async move {
            let _ = self.keep().await;
        });
    }

    /// Finds out what became of a draft that was handed over.
    async fn settle(self: Rc<Self>) {
        self.sending.set(Sending::Looking);
        let draft = self.draft.get_untracked();
        let Stage::Sending { at } = draft.stage else {
            return;
        };
        let subject = draft.field(SENT_SUBJECT);
        let sought = Sought {
            // It may have been sent for the account although the draft names a service.
            service: None,
            subject: (!subject.is_empty()).then(|| subject.to_owned()),
        };
        while !self.left.get() {
            let found = self.data.ticket_of(&self.account, draft.id, &sought).await;
            match found {
                Ok(Some(opened)) => return self.sent(opened),
                Ok(None) if (now_ms() - at).abs() < ON_ITS_WAY_MS => {
                    Browser.sleep(LOOK_AGAIN).await;
                }
                Ok(None) => {
                    self.looks_first.set(true);
                    return self.back(Sending::NotArrived);
                }
                Err(trouble) => return self.sending.set(Sending::Unknown(trouble)),
            }
        }
    }
}

/// The field that says under which subject it was handed over.
const SENT_SUBJECT: &str = "sent-subject";
