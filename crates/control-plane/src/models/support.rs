//! The models of `/support`.

use crate::model::{BOOLEAN, DATETIME, LONG, Model, STRING, TEXT, enumeration, model, object};
use crate::models::rw;

/// The declarations, each name once per region.
pub fn models() -> Vec<Model> {
    vec![
        object(
            "support.Ticket",
            "A ticket",
            vec![
                rw("accountId", STRING, "The account that opened it"),
                rw("canBeClosed", BOOLEAN, "Whether the customer may close it"),
                rw(
                    "category",
                    model("support.TicketCategoryEnum"),
                    "What kind of help is asked for",
                )
                .nullable(),
                rw("creationDate", DATETIME, "Made at"),
                rw(
                    "lastMessageFrom",
                    model("support.MessageSenderEnum"),
                    "Who wrote last",
                ),
                rw("product", model("support.TicketProductEnum"), "The product").nullable(),
                rw("score", STRING, "What the customer thought of the answers"),
                rw("serviceName", STRING, "The service it is about").nullable(),
                rw("state", model("support.TicketStatusEnum"), "State"),
                rw("subject", STRING, "In one line"),
                rw("ticketId", LONG, "Identifier of the ticket"),
                rw("ticketNumber", LONG, "The number that people quote"),
                rw("type", model("support.TicketTypeEnum"), "Kind"),
                rw("updateDate", DATETIME, "Last written to"),
            ],
        ),
        enumeration(
            "support.TicketCategoryEnum",
            "The possible values of ticket category",
            &["assistance", "billing", "incident"],
        ),
        enumeration(
            "support.MessageSenderEnum",
            "The possible values of message sender",
            &["customer", "support"],
        ),
        enumeration(
            "support.TicketProductEnum",
            "The possible values of ticket product",
            &[
                "adsl",
                "cdn",
                "dedicated",
                "dedicated-billing",
                "dedicated-other",
                "dedicatedcloud",
                "domain",
                "exchange",
                "fax",
                "hosting",
                "housing",
                "iaas",
                "mail",
                "network",
                "publiccloud",
                "sms",
                "ssl",
                "storage",
                "telecom-billing",
                "telecom-other",
                "vac",
                "voip",
                "vps",
                "web-billing",
                "web-other",
            ],
        ),
        enumeration(
            "support.TicketStatusEnum",
            "The possible values of ticket status",
            &["closed", "open", "unknown"],
        ),
        enumeration(
            "support.TicketTypeEnum",
            "The possible values of ticket",
            &["criticalIntervention", "genericRequest"],
        ),
        object(
            "support.Message",
            "A message of a ticket",
            vec![
                rw("body", TEXT, "What was written"),
                rw("creationDate", DATETIME, "Made at"),
                rw("from", model("support.MessageSenderEnum"), "Who wrote it"),
                rw("messageId", LONG, "Identifier of the message"),
                rw("ticketId", LONG, "Identifier of the ticket"),
                rw("updateDate", DATETIME, "Last written to"),
            ],
        ),
        object(
            "support.NewMessageInfo",
            "The numbers of a new ticket",
            vec![
                rw(
                    "additionalNotice",
                    STRING,
                    "Something to know before waiting for the answer",
                )
                .nullable(),
                rw("messageId", LONG, "Identifier of the message"),
                rw("ticketId", LONG, "Identifier of the ticket"),
                rw("ticketNumber", LONG, "The number that people quote"),
            ],
        ),
        enumeration(
            "support.TicketImpactUrgencyEnum",
            "The possible values of ticket impact urgency",
            &["high", "low", "medium"],
        ),
        enumeration(
            "support.TicketSubCategoryEnum",
            "The possible values of ticket sub category",
            &[
                "alerts",
                "autorenew",
                "bill",
                "down",
                "inProgress",
                "new",
                "other",
                "perfs",
                "start",
                "usage",
            ],
        ),
    ]
}
