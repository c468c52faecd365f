//! The models of `/me/bill`. The United States call a bill an invoice.

use crate::model::{
    DATE, DATETIME, DOUBLE, Field, LONG, Model, STRING, Type, enumeration, model, object,
};
use crate::models::{ro, rw};
use crate::region::{C, E, EC, U};

/// The declarations, each name once per region.
pub fn models() -> Vec<Model> {
    vec![
        object("billing.Bill", "A bill", {
            let mut fields = with_category();
            fields
                .push(ro("eInvoicingId", STRING, "Its number in electronic invoicing").nullable());
            fields.push(
                ro(
                    "eInvoicingStatus",
                    model("billing.EInvoicingStatusEnum"),
                    "How far electronic invoicing is",
                )
                .nullable(),
            );
            fields
        })
        .regions(E),
        object("billing.Bill", "A bill", with_category()).regions(C),
        object("billing.Invoice", "A bill", {
            let mut fields = bill();
            fields.push(ro("htmlUrl", STRING, "Where it is shown"));
            fields
        })
        .regions(U),
        enumeration(
            "billing.CategoryEnum",
            "What a bill is for",
            &[
                "autorenew",
                "earlyrenewal",
                "purchase",
                "purchase-cloud",
                "purchase-servers",
                "purchase-telecom",
                "purchase-web",
            ],
        )
        .regions(EC),
        enumeration(
            "billing.EInvoicingStatusEnum",
            "How far electronic invoicing is",
            &[
                "accepted",
                "error",
                "ignored",
                "invalid",
                "new",
                "ok",
                "processing",
                "readyToSubmit",
                "rejected",
                "submitted",
            ],
        )
        .regions(E),
        object(
            "billing.BillDetail",
            "A line of a bill",
            line(model("order.LongPrice")),
        )
        .regions(EC),
        object(
            "billing.InvoiceDetail",
            "A line of a bill",
            line(model("order.Price")),
        )
        .regions(U),
        object(
            "order.LongPrice",
            "An amount of money with all its digits",
            vec![
                rw(
                    "currencyCode",
                    model("order.CurrencyCodeEnum"),
                    "ISO code of the currency",
                ),
                rw("text", STRING, "The price as it is shown"),
                rw("value", DOUBLE, "The price as a number"),
            ],
        )
        .regions(EC),
    ]
}

/// What bills have everywhere.
fn bill() -> Vec<Field> {
    vec![
        ro("billId", STRING, "Its number"),
        ro("date", DATETIME, "When it was made out"),
        ro("orderId", LONG, "The order that it belongs to"),
        ro("password", STRING, "What opens its addresses"),
        ro("pdfUrl", STRING, "Where it is as a PDF"),
        ro("priceWithTax", model("order.Price"), "What is to be paid"),
        ro(
            "priceWithoutTax",
            model("order.Price"),
            "The sum of its lines",
        ),
        ro("tax", model("order.Price"), "The tax"),
        ro("url", STRING, "Where it is shown"),
    ]
}

fn with_category() -> Vec<Field> {
    let mut fields = bill();
    fields.push(ro(
        "category",
        model("billing.CategoryEnum"),
        "What it is for",
    ));
    fields
}

/// A line, whose price of one is written differently in the regions.
fn line(unit: Type) -> Vec<Field> {
    vec![
        ro("billDetailId", STRING, "Its number"),
        ro("description", STRING, "What was sold"),
        ro("domain", STRING, "The service"),
        ro("periodEnd", DATE, "The last day it is for").nullable(),
        ro("periodStart", DATE, "The first day it is for").nullable(),
        ro("quantity", STRING, "How many"),
        ro("totalPrice", model("order.Price"), "The price of all"),
        ro("unitPrice", unit, "The price of one"),
    ]
}
