//! `/me/bill`: what the account was billed.

mod derive;

use serde_json::{Value, json};
use time::format_description::well_known::Rfc3339;
use time::{Duration, OffsetDateTime};

use crate::call::{Call, Ctx};
use crate::clock;
use crate::error::ApiError;
use crate::model::{DATETIME, LONG, Model, STRING, list, model};
use crate::models;
use crate::money::price;
use crate::region::{EC, Region, U};
use crate::route::{Declaration, Route, get};
use crate::routes::product::missing;
use crate::store::services::{self, Filter};

pub(crate) use derive::Bill;
use derive::Line;

/// The models of this section.
pub fn models() -> Vec<Model> {
    models::bills::models()
}

/// The routes of this section.
pub fn routes() -> Vec<Route> {
    let category = model("billing.CategoryEnum");
    vec![
        listed()
            .query("category", category, "Only those for this reason")
            .regions(EC)
            .handle(ids),
        listed().regions(U).handle(ids),
        one()
            .returns(model("billing.Bill"))
            .regions(EC)
            .handle(read),
        one()
            .returns(model("billing.Invoice"))
            .regions(U)
            .handle(read),
        get("/me/bill/{billId}/details")
            .about("List the lines of a bill")
            .returns(list(STRING))
            .iam("account:apiovh:me/bill/details/get")
            .handle(line_ids),
        line()
            .returns(model("billing.BillDetail"))
            .regions(EC)
            .handle(read_line),
        line()
            .returns(model("billing.InvoiceDetail"))
            .regions(U)
            .handle(read_line),
    ]
}

fn listed() -> Declaration {
    get("/me/bill")
        .about("List your bills")
        .query("date.from", DATETIME, "Only those made out then or later")
        .query("date.to", DATETIME, "Only those made out then or earlier")
        .query("orderId", LONG, "Only those of this order")
        .returns(list(STRING))
        .iam("account:apiovh:me/bill/get")
}

fn one() -> Declaration {
    get("/me/bill/{billId}")
        .about("Read one bill")
        .path("billId", STRING, "The number of the bill")
        .iam("account:apiovh:me/bill/get")
}

fn line() -> Declaration {
    get("/me/bill/{billId}/details/{billDetailId}")
        .about("Read one line of a bill")
        .path("billDetailId", STRING, "The number of the line")
        .iam("account:apiovh:me/bill/details/get")
}

/// The caller's bills. They are worked out of all services, once a call: a long list is
/// read bill by bill.
fn bills<'c>(ctx: &'c Ctx<'_>) -> Result<&'c [Bill], ApiError> {
    if let Some(known) = ctx.bills.get() {
        return Ok(known);
    }
    let services = services::all(ctx.conn, ctx.nic(), &Filter::default())?;
    let bills = derive::bills(ctx.region, ctx.nic(), &services, ctx.now());
    Ok(ctx.bills.get_or_init(|| bills))
}

fn found<'c>(ctx: &'c Ctx<'_>, call: &Call) -> Result<&'c Bill, ApiError> {
    let id = call.path("billId");
    let bill = bills(ctx)?.iter().find(|bill| bill.id == id);
    bill.ok_or_else(|| missing("billId", id))
}

fn moment(call: &Call, name: &str) -> Result<Option<OffsetDateTime>, ApiError> {
    let Some(text) = call.query_str(name) else {
        return Ok(None);
    };
    OffsetDateTime::parse(text, &Rfc3339)
        .map(Some)
        .map_err(|_| ApiError::bad_request(format!("[{name}] {text:?} is not a datetime")))
}

fn ids(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    let (from, to) = (moment(call, "date.from")?, moment(call, "date.to")?);
    let (order, category) = (call.query_long("orderId"), call.query_str("category"));
    let bills = bills(ctx)?.iter().filter(|bill| {
        from.is_none_or(|from| bill.date >= from)
            && to.is_none_or(|to| bill.date <= to)
            && order.is_none_or(|order| bill.order == order)
            && category.is_none_or(|category| bill.category == category)
    });
    Ok(bills
        .map(|bill| bill.id.as_str())
        .collect::<Vec<_>>()
        .into())
}

fn read(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    let bill = found(ctx, call)?;
    let (without, tax) = (bill.without_tax(), bill.tax(ctx.region));
    // The addresses are those of a shop that does not exist.
    let address = |kind: &str| {
        format!(
            "https://bills.{}.example/{kind}?reference={}&passwd={}",
            ctx.region, bill.id, bill.password
        )
    };
    let mut view = json!({
        "billId": bill.id,
        "date": clock::rfc3339(bill.date),
        "orderId": bill.order,
        "password": bill.password,
        "pdfUrl": address("bill.pdf"),
        "url": address("bill.html"),
        "priceWithoutTax": price(ctx.region, without),
        "tax": price(ctx.region, tax),
        "priceWithTax": price(ctx.region, without + tax),
    });
    match ctx.region {
        Region::Eu => {
            view["category"] = bill.category.into();
            view["eInvoicingId"] = Value::Null;
            view["eInvoicingStatus"] = Value::Null;
        }
        Region::Ca => view["category"] = bill.category.into(),
        Region::Us => view["htmlUrl"] = address("bill.html").into(),
    }
    Ok(view)
}

/// The number of a line is its bill's and its place there.
fn numbered(bill: &Bill) -> impl Iterator<Item = (String, &Line)> {
    let name = |place: usize| format!("{}-{}", bill.id, place + 1);
    bill.lines
        .iter()
        .enumerate()
        .map(move |(place, line)| (name(place), line))
}

fn line_ids(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    let bill = found(ctx, call)?;
    let ids: Vec<String> = numbered(bill).map(|(id, _)| id).collect();
    Ok(ids.into())
}

fn read_line(ctx: &Ctx<'_>, call: &Call) -> Result<Value, ApiError> {
    let bill = found(ctx, call)?;
    let id = call.path("billDetailId");
    let (_, line) = numbered(bill)
        .find(|(own, _)| own == id)
        .ok_or_else(|| missing("billDetailId", id))?;
    let total = price(ctx.region, line.ucents);
    let mut unit = total.clone();
    if let (Region::Eu | Region::Ca, Some(fields)) = (ctx.region, unit.as_object_mut()) {
        // `order.LongPrice` has no other digits than its value's.
        fields.remove("priceInUcents");
    }
    Ok(json!({
        "billDetailId": id,
        "description": line.plan,
        "domain": line.service,
        "periodStart": line.from.to_string(),
        "periodEnd": (line.until - Duration::days(1)).to_string(),
        "quantity": "1",
        "totalPrice": total,
        "unitPrice": unit,
    }))
}
