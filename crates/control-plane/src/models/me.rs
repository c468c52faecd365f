//! The models of `/me`.

use crate::model::{BOOLEAN, DATETIME, LONG, Model, STRING, enumeration, model, object};
use crate::models::{ro, rw};
use crate::region::{C, E, EC, U};

/// The declarations, each name once per region.
pub fn models() -> Vec<Model> {
    vec![
        object(
            "nichandle.Nichandle",
            "A customer",
            vec![
                rw("address", STRING, "Street and number").nullable(),
                rw("area", STRING, "State or province").nullable(),
                rw("birthCity", STRING, "City of birth").nullable(),
                rw("birthDay", STRING, "Date of birth").nullable(),
                rw("city", STRING, "City").nullable(),
                rw(
                    "companyNationalIdentificationNumber",
                    STRING,
                    "Registration number of the company",
                )
                .nullable(),
                rw("complementaryAddress", STRING, "Second line of the address").nullable(),
                rw("corporationType", STRING, "Legal form of the company").nullable(),
                rw("country", model("nichandle.CountryEnum"), "Country"),
                ro(
                    "currency",
                    model("nichandle.Currency"),
                    "The currency it pays in",
                ),
                ro("customerCode", STRING, "The NIC handle").nullable(),
                ro("email", STRING, "The address that mails go to"),
                rw("fax", STRING, "Fax number").nullable(),
                rw("firstname", STRING, "First name").nullable(),
                rw("italianSDI", STRING, "Italian recipient code").nullable(),
                ro("kycValidated", BOOLEAN, "Whether the identity was checked").nullable(),
                rw(
                    "language",
                    model("nichandle.LanguageEnum"),
                    "The language of mails",
                )
                .nullable(),
                rw("legalform", model("nichandle.LegalFormEnum"), "Legal form"),
                rw("name", STRING, "Last name").nullable(),
                rw(
                    "nationalIdentificationNumber",
                    STRING,
                    "National identity number",
                )
                .nullable(),
                ro("nichandle", STRING, "The NIC handle"),
                rw("organisation", STRING, "Name of the organisation").nullable(),
                ro(
                    "ovhCompany",
                    model("nichandle.OvhCompanyEnum"),
                    "The brand it belongs to",
                ),
                ro(
                    "ovhSubsidiary",
                    model("nichandle.OvhSubsidiaryEnum"),
                    "The subsidiary that bills it",
                ),
                rw("phone", STRING, "Telephone number").nullable(),
                rw(
                    "phoneCountry",
                    model("nichandle.CountryEnum"),
                    "Country of the telephone number",
                )
                .nullable(),
                rw(
                    "phoneType",
                    model("nichandle.PhoneTypeEnum"),
                    "Kind of telephone",
                )
                .nullable(),
                rw("purposeOfPurchase", STRING, "What the purchases are for").nullable(),
                rw("sex", model("nichandle.GenderEnum"), "Gender").nullable(),
                rw("spareEmail", STRING, "A second address").nullable(),
                ro("state", model("nichandle.StateEnum"), "State"),
                rw("vat", STRING, "VAT number").nullable(),
                rw("zip", STRING, "Postcode").nullable(),
            ],
        ),
        enumeration(
            "nichandle.CountryEnum",
            "The possible values of country",
            &[
                "AC", "AD", "AE", "AF", "AG", "AI", "AL", "AM", "AO", "AQ", "AR", "AS", "AT", "AU",
                "AW", "AX", "AZ", "BA", "BB", "BD", "BE", "BF", "BG", "BH", "BI", "BJ", "BL", "BM",
                "BN", "BO", "BQ", "BR", "BS", "BT", "BW", "BY", "BZ", "CA", "CC", "CD", "CF", "CG",
                "CH", "CI", "CK", "CL", "CM", "CN", "CO", "CR", "CU", "CV", "CW", "CX", "CY", "CZ",
                "DE", "DG", "DJ", "DK", "DM", "DO", "DZ", "EA", "EC", "EE", "EG", "EH", "ER", "ES",
                "ET", "FI", "FJ", "FK", "FM", "FO", "FR", "GA", "GB", "GD", "GE", "GF", "GG", "GH",
                "GI", "GL", "GM", "GN", "GP", "GQ", "GR", "GS", "GT", "GU", "GW", "GY", "HK", "HN",
                "HR", "HT", "HU", "IC", "ID", "IE", "IL", "IM", "IN", "IO", "IQ", "IR", "IS", "IT",
                "JE", "JM", "JO", "JP", "KE", "KG", "KH", "KI", "KM", "KN", "KP", "KR", "KW", "KY",
                "KZ", "LA", "LB", "LC", "LI", "LK", "LR", "LS", "LT", "LU", "LV", "LY", "MA", "MC",
                "MD", "ME", "MF", "MG", "MH", "MK", "ML", "MM", "MN", "MO", "MP", "MQ", "MR", "MS",
                "MT", "MU", "MV", "MW", "MX", "MY", "MZ", "NA", "NC", "NE", "NF", "NG", "NI", "NL",
                "NO", "NP", "NR", "NU", "NZ", "OM", "PA", "PE", "PF", "PG", "PH", "PK", "PL", "PM",
                "PN", "PR", "PS", "PT", "PW", "PY", "QA", "RE", "RO", "RS", "RU", "RW", "SA", "SB",
                "SC", "SD", "SE", "SG", "SH", "SI", "SJ", "SK", "SL", "SM", "SN", "SO", "SR", "SS",
                "ST", "SV", "SX", "SY", "SZ", "TA", "TC", "TD", "TF", "TG", "TH", "TJ", "TK", "TL",
                "TM", "TN", "TO", "TR", "TT", "TV", "TW", "TZ", "UA", "UG", "UM", "UNKNOWN", "US",
                "UY", "UZ", "VA", "VC", "VE", "VG", "VI", "VN", "VU", "WF", "WS", "XK", "YE", "YT",
                "ZA", "ZM", "ZW",
            ],
        ),
        object(
            "nichandle.Currency",
            "A currency",
            vec![rw("code", STRING, "Code"), rw("symbol", STRING, "Symbol")],
        ),
        enumeration(
            "nichandle.LanguageEnum",
            "The possible values of language",
            &[
                "cs_CZ", "de_DE", "en_AU", "en_CA", "en_GB", "en_IE", "en_US", "es_ES", "fi_FI",
                "fr_CA", "fr_FR", "fr_MA", "fr_SN", "fr_TN", "it_IT", "lt_LT", "nl_NL", "pl_PL",
                "pt_PT",
            ],
        ),
        enumeration(
            "nichandle.LegalFormEnum",
            "The possible values of legal form",
            &[
                "administration",
                "association",
                "corporation",
                "individual",
                "other",
                "personalcorporation",
            ],
        ),
        enumeration(
            "nichandle.OvhCompanyEnum",
            "The possible values of ovh company",
            &["kimsufi", "ovh", "soyoustart"],
        ),
        enumeration(
            "nichandle.OvhSubsidiaryEnum",
            "The possible values of ovh subsidiary",
            &[
                "CZ", "DE", "ES", "EU", "FI", "FR", "GB", "IE", "IT", "LT", "MA", "NL", "PL", "PT",
                "SN", "TN",
            ],
        )
        .regions(E),
        enumeration(
            "nichandle.OvhSubsidiaryEnum",
            "The possible values of ovh subsidiary",
            &["ASIA", "AU", "CA", "IN", "QC", "SG", "WE", "WS"],
        )
        .regions(C),
        enumeration(
            "nichandle.OvhSubsidiaryEnum",
            "The possible values of ovh subsidiary",
            &[
                "ASIA", "AU", "CA", "CZ", "DE", "ES", "EU", "FI", "FR", "GB", "IE", "IT", "LT",
                "MA", "NL", "PL", "PT", "QC", "SG", "SN", "TN", "US", "WE", "WS",
            ],
        )
        .regions(U),
        enumeration(
            "nichandle.PhoneTypeEnum",
            "The possible values of phone",
            &["landline", "mobile"],
        ),
        enumeration(
            "nichandle.GenderEnum",
            "The possible values of gender",
            &["female", "male"],
        ),
        enumeration(
            "nichandle.StateEnum",
            "The possible values of nichandle state",
            &["complete", "incomplete"],
        ),
        object(
            "nichandle.SubAccount",
            "An account that this one may enter",
            vec![
                ro("creationDate", DATETIME, "Made at"),
                rw("description", STRING, "What people call it").nullable(),
                ro("id", LONG, "Identifier"),
            ],
        ),
        object(
            "nichandle.SubAccountConsumerKey",
            "The key to a sub-account",
            vec![rw(
                "consumerKey",
                STRING,
                "A validated key for the sub-account",
            )],
        ),
        object(
            "me.partnerLevel.Level",
            "The account's standing as a partner",
            vec![
                ro(
                    "level",
                    model("me.partnerLevel.LevelTypeEnum"),
                    "The level in the partner programme",
                ),
                ro("msa", BOOLEAN, "Whether a master agreement was signed"),
                ro(
                    "requirement",
                    model("me.partnerLevel.RequirementLoSEnum"),
                    "The support that the programme asks for",
                ),
            ],
        )
        .regions(EC),
        enumeration(
            "me.partnerLevel.LevelTypeEnum",
            "The possible values of level",
            &["advanced", "none", "standard", "strategic"],
        )
        .regions(EC),
        enumeration(
            "me.partnerLevel.RequirementLoSEnum",
            "The possible values of required level of support",
            &["none", "premium", "premium-accredited"],
        )
        .regions(EC),
        object(
            "me.SupportLevel.Level",
            "The support that the account pays for",
            vec![ro(
                "level",
                model("me.SupportLevel.LevelTypeEnum"),
                "The level of support",
            )],
        ),
        enumeration(
            "me.SupportLevel.LevelTypeEnum",
            "The possible values of level",
            &[
                "business",
                "enterprise",
                "premium",
                "premium-accredited",
                "standard",
            ],
        ),
    ]
}
