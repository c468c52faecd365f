//! Databases of the browser that keep texts under names: one object store each.
//!
//! Each call opens its database and closes it, so that no tab ever stands in the way of
//! another. A write is one transaction, on the disk when it ends: it changes everything or
//! nothing, and nothing where something else is stored than the writer believes.

use futures::channel::oneshot;
use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    DomException, Event, IdbDatabase, IdbFactory, IdbObjectStore, IdbOpenDbRequest, IdbRequest,
    IdbTransaction,
};

/// The schema that is written.
const SCHEMA: u32 = 1;
const STORE: &str = "records";

/// Why the storage did not do it. Nothing was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoreError {
    /// The browser does not let the page keep anything.
    Unavailable,
    /// Another tab holds an older schema open.
    Blocked,
    /// There is no room.
    Full,
    /// A newer version of Manager made the storage.
    Newer,
    /// Another tab changed the vault since it was opened here.
    Changed,
    /// It failed, for a reason of its own.
    Failed,
}

/// All names and texts of a database; `None` where there is no such database.
///
/// # Errors
/// See [`StoreError`].
pub async fn all(database: &str) -> Result<Option<Vec<(String, String)>>, StoreError> {
    let Some(database) = Database::open(database, Missing::Leave).await? else {
        return Ok(None);
    };
    let (_, store) = database.begin("readonly")?;
    let names = asked(store.get_all_keys())?;
    let texts = asked(store.get_all())?;
    let names: Array = names.answer().await?.unchecked_into();
    let texts: Array = texts.answer().await?.unchecked_into();
    // What is no text stays as an empty one, which is a damaged record.
    let text = |value: JsValue| value.as_string().unwrap_or_default();
    let pairs = names.iter().zip(texts.iter());
    Ok(Some(
        pairs
            .map(|(name, value)| (text(name), text(value)))
            .collect(),
    ))
}

/// Writes and deletes texts of a database if everything in `stands` is stored as it is said
/// there; `None` for a name under which nothing may be stored.
///
/// # Errors
/// See [`StoreError`]; `Changed` when something else is stored.
pub async fn change_if(
    database: &str,
    stands: &[(&str, Option<&str>)],
    texts: &[(String, Option<String>)],
) -> Result<(), StoreError> {
    let database = Database::open(database, Missing::Make).await?;
    let database = database.ok_or(StoreError::Failed)?;
    let (transaction, store) = database.begin("readwrite")?;
    for (name, expected) in stands {
        let now = asked(store.get(&(*name).into()))?.answer().await?;
        if now.as_string().as_deref() != *expected {
            let _ = transaction.abort();
            return Err(StoreError::Changed);
        }
    }
    for (name, text) in texts {
        put(&store, name, text.as_deref())?;
    }
    ended(&transaction).await
}

/// Writes and deletes texts of a database, which is made where there is something to write.
///
/// # Errors
/// See [`StoreError`].
pub async fn put_all(database: &str, texts: &[(String, Option<String>)]) -> Result<(), StoreError> {
    let writes = texts.iter().any(|(_, text)| text.is_some());
    let missing = if writes {
        Missing::Make
    } else {
        Missing::Leave
    };
    let Some(database) = Database::open(database, missing).await? else {
        return Ok(());
    };
    let (transaction, store) = database.begin("readwrite")?;
    for (name, text) in texts {
        put(&store, name, text.as_deref())?;
    }
    ended(&transaction).await
}

/// Writes a text under a name, or deletes what is there.
fn put(store: &IdbObjectStore, name: &str, text: Option<&str>) -> Result<(), StoreError> {
    let asked = match text {
        Some(text) => store.put_with_key(&text.into(), &name.into()),
        None => store.delete(&name.into()),
    };
    asked.map(drop).map_err(|error| of(&error))
}

/// Writes a text under a name of a database, where there is such a database.
///
/// # Errors
/// See [`StoreError`].
pub async fn put_where(database: &str, name: &str, text: &str) -> Result<(), StoreError> {
    let Some(database) = Database::open(database, Missing::Leave).await? else {
        return Ok(());
    };
    let (transaction, store) = database.begin("readwrite")?;
    put(&store, name, Some(text))?;
    ended(&transaction).await
}

/// Deletes a database.
///
/// # Errors
/// See [`StoreError`].
pub async fn delete(database: &str) -> Result<(), StoreError> {
    let request = factory()?
        .delete_database(database)
        .map_err(|error| of(&error))?;
    let watched = Watched::of(&request);
    let _blocked = watched.on_blocked(&request);
    watched.answer().await.map(|_| ())
}

fn factory() -> Result<IdbFactory, StoreError> {
    web_sys::window()
        .and_then(|window| window.indexed_db().ok().flatten())
        .ok_or(StoreError::Unavailable)
}

/// What to do where there is no database.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Missing {
    Make,
    Leave,
}

/// An open database; closed when dropped.
struct Database(IdbDatabase);

impl Drop for Database {
    fn drop(&mut self) {
        self.0.close();
    }
}

impl Database {
    async fn open(name: &str, missing: Missing) -> Result<Option<Self>, StoreError> {
        let request = factory()?
            .open_with_u32(name, SCHEMA)
            // Some browsers throw where storage is forbidden.
            .map_err(|error| match of(&error) {
                StoreError::Failed => StoreError::Unavailable,
                other => other,
            })?;
        let upgrade = {
            let request = request.clone();
            Closure::<dyn FnMut(Event)>::new(move |_| {
                let Ok(database) = request.result() else {
                    return;
                };
                let database: IdbDatabase = database.unchecked_into();
                match missing {
                    // Called only where there was none: this is the first schema.
                    Missing::Make => {
                        let _ = database.create_object_store(STORE);
                    }
                    Missing::Leave => {
                        if let Some(transaction) = request.transaction() {
                            let _ = transaction.abort();
                        }
                    }
                }
            })
        };
        request.set_onupgradeneeded(Some(upgrade.as_ref().unchecked_ref()));
        let watched = Watched::of(&request);
        let _blocked = watched.on_blocked(&request);
        match watched.outcome().await {
            Ok(database) => Ok(Some(Self(database.unchecked_into()))),
            Err(error) if missing == Missing::Leave && name_of(&error) == "AbortError" => Ok(None),
            Err(error) => Err(match of(&error) {
                StoreError::Failed => StoreError::Unavailable,
                other => other,
            }),
        }
    }

    /// Begins a transaction that is on the disk when it ends.
    fn begin(&self, mode: &str) -> Result<(IdbTransaction, IdbObjectStore), StoreError> {
        // `web-sys` does not know the third argument yet.
        let begin: Function = Reflect::get(&self.0, &"transaction".into())
            .and_then(JsCast::dyn_into)
            .map_err(|_| StoreError::Failed)?;
        let strict = Object::new();
        Reflect::set(&strict, &"durability".into(), &"strict".into())
            .map_err(|_| StoreError::Failed)?;
        let transaction: IdbTransaction = begin
            .call3(&self.0, &STORE.into(), &mode.into(), &strict)
            .map_err(|error| of(&error))?
            .unchecked_into();
        let store = transaction
            .object_store(STORE)
            .map_err(|error| of(&error))?;
        Ok((transaction, store))
    }
}

type Outcome = Result<JsValue, JsValue>;

/// A request whose end is waited for.
struct Watched {
    said: std::rc::Rc<std::cell::RefCell<Option<oneshot::Sender<Outcome>>>>,
    outcome: oneshot::Receiver<Outcome>,
    _heard: [Closure<dyn FnMut(Event)>; 2],
}

impl Watched {
    fn of(request: &IdbRequest) -> Self {
        let (said, outcome) = oneshot::channel();
        let said = std::rc::Rc::new(std::cell::RefCell::new(Some(said)));
        let hear = |good: bool| {
            let (said, request) = (said.clone(), request.clone());
            Closure::<dyn FnMut(Event)>::new(move |_| {
                let outcome = if good {
                    request.result()
                } else {
                    Err(error_of(request.error().ok().flatten()))
                };
                if let Some(said) = said.borrow_mut().take() {
                    let _ = said.send(outcome);
                }
            })
        };
        let heard = [hear(true), hear(false)];
        request.set_onsuccess(Some(heard[0].as_ref().unchecked_ref()));
        request.set_onerror(Some(heard[1].as_ref().unchecked_ref()));
        Self {
            said,
            outcome,
            _heard: heard,
        }
    }

    /// Ends the waiting when another tab stands in the way.
    fn on_blocked(&self, request: &IdbOpenDbRequest) -> Closure<dyn FnMut(Event)> {
        let said = self.said.clone();
        let late = request.clone();
        let blocked = Closure::<dyn FnMut(Event)>::new(move |_| {
            // Should it be let through later, nobody holds it and the browser closes it.
            late.set_onsuccess(None);
            late.set_onerror(None);
            if let Some(said) = said.borrow_mut().take() {
                let _ = said.send(Err("blocked".into()));
            }
        });
        request.set_onblocked(Some(blocked.as_ref().unchecked_ref()));
        blocked
    }

    async fn outcome(self) -> Outcome {
        self.outcome.await.unwrap_or(Err(JsValue::NULL))
    }

    async fn answer(self) -> Result<JsValue, StoreError> {
        self.outcome().await.map_err(|error| of(&error))
    }
}

fn asked(request: Result<IdbRequest, JsValue>) -> Result<Watched, StoreError> {
    request
        .map(|request| Watched::of(&request))
        .map_err(|error| of(&error))
}

/// Waits until a transaction is on the disk.
async fn ended(transaction: &IdbTransaction) -> Result<(), StoreError> {
    let (said, outcome) = oneshot::channel();
    let said = std::rc::Rc::new(std::cell::RefCell::new(Some(said)));
    let hear = |good: bool| {
        let (said, transaction) = (said.clone(), transaction.clone());
        Closure::<dyn FnMut(Event)>::new(move |_| {
            let outcome = if good {
                Ok(())
            } else {
                Err(error_of(transaction.error()))
            };
            if let Some(said) = said.borrow_mut().take() {
                let _ = said.send(outcome);
            }
        })
    };
    let heard = [hear(true), hear(false)];
    transaction.set_oncomplete(Some(heard[0].as_ref().unchecked_ref()));
    transaction.set_onabort(Some(heard[1].as_ref().unchecked_ref()));
    match outcome.await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => Err(of(&error)),
        Err(_) => Err(StoreError::Failed),
    }
}

fn error_of(error: Option<DomException>) -> JsValue {
    error.map_or(JsValue::NULL, JsValue::from)
}

fn name_of(error: &JsValue) -> String {
    Reflect::get(error, &"name".into())
        .ok()
        .and_then(|name| name.as_string())
        .or_else(|| error.as_string())
        .unwrap_or_default()
}

fn of(error: &JsValue) -> StoreError {
    match name_of(error).as_str() {
        "QuotaExceededError" => StoreError::Full,
        "VersionError" => StoreError::Newer,
        "SecurityError" | "InvalidStateError" => StoreError::Unavailable,
        "blocked" => StoreError::Blocked,
        _ => StoreError::Failed,
    }
}
