//! The models of `/dedicatedCloud`.

use crate::model::{BOOLEAN, Field, LONG, Model, STRING, enumeration, model, object};
use crate::models::{ro, rw, with_iam};

/// The declarations, each name once per region.
pub fn models() -> Vec<Model> {
    vec![
        object(
            "dedicatedCloud.dedicatedCloud",
            "A hosted private cloud",
            dedicated_cloud_fields(),
        ),
        object(
            "dedicatedCloud.dedicatedCloudWithIAM",
            "A hosted private cloud, with what access policies see",
            with_iam(dedicated_cloud_fields()),
        ),
        enumeration(
            "dedicatedCloud.BillingTypeEnum",
            "The possible values of billing",
            &["demo", "monthly"],
        ),
        enumeration(
            "dedicatedCloud.GenerationEnum",
            "The possible values of generation",
            &["1.0", "2.0"],
        ),
        enumeration(
            "dedicatedCloud.ManagementInterfaceEnum",
            "The possible values of management interface",
            &[
                "azure",
                "openstack",
                "systemcenter",
                "vcloud",
                "vcsa",
                "vsphere",
            ],
        ),
        enumeration(
            "dedicatedCloud.productReferenceEnum",
            "The possible values of product reference",
            &["EPCC", "MBM"],
        ),
        enumeration(
            "dedicatedCloud.StateEnum",
            "The possible values of dedicated cloud state",
            &[
                "available",
                "delivered",
                "disabled",
                "disabling",
                "error",
                "migrating",
                "provisionning",
                "recycling",
                "reserved",
                "toDisable",
                "toProvision",
                "toRecycle",
                "toRemove",
                "toUnprovision",
                "unprovisionning",
                "upgrading",
            ],
        ),
        enumeration(
            "dedicatedCloud.UserAccessPolicyEnum",
            "The possible values of user access policy",
            &["filtered", "open"],
        ),
        enumeration(
            "dedicatedCloud.UserLogoutPolicyEnum",
            "The possible values of user logout policy",
            &["first", "last"],
        ),
        object(
            "dedicatedCloud.Version",
            "Version",
            vec![
                rw("build", STRING, "Build"),
                rw("major", STRING, "Major version"),
                rw("minor", STRING, "Minor version"),
            ],
        ),
    ]
}

/// The fields of `dedicatedCloud.dedicatedCloud`.
fn dedicated_cloud_fields() -> Vec<Field> {
    vec![
        ro(
            "advancedSecurity",
            BOOLEAN,
            "Whether the reinforced security is on",
        ),
        ro("bandwidth", STRING, "The bandwidth of the public network"),
        ro(
            "billingType",
            model("dedicatedCloud.BillingTypeEnum"),
            "How it is billed",
        ),
        ro(
            "canMigrateToVCD",
            BOOLEAN,
            "Whether it can move to VMware Cloud Director",
        ),
        ro(
            "certifiedInterfaceUrl",
            STRING,
            "The address of the certified interface",
        ),
        ro("commercialRange", STRING, "The range it was sold in"),
        rw("description", STRING, "What people call it"),
        ro(
            "generation",
            model("dedicatedCloud.GenerationEnum"),
            "The generation of the platform",
        ),
        ro("location", STRING, "The data centre"),
        ro(
            "managementInterface",
            model("dedicatedCloud.ManagementInterfaceEnum"),
            "The software that manages it",
        ),
        ro(
            "productReference",
            model("dedicatedCloud.productReferenceEnum"),
            "The family of the product",
        ),
        ro("serviceName", STRING, "Technical name"),
        ro("servicePackName", STRING, "The pack of options").nullable(),
        ro(
            "spla",
            BOOLEAN,
            "Whether licences are rented from the provider",
        ),
        rw("sslV3", BOOLEAN, "Whether old clients may connect").nullable(),
        ro("state", model("dedicatedCloud.StateEnum"), "State"),
        rw(
            "userAccessPolicy",
            model("dedicatedCloud.UserAccessPolicyEnum"),
            "From where users may connect",
        ),
        rw(
            "userLimitConcurrentSession",
            LONG,
            "How many sessions a user may hold",
        ),
        rw(
            "userLogoutPolicy",
            model("dedicatedCloud.UserLogoutPolicyEnum"),
            "Which session ends when there are too many",
        ),
        rw(
            "userSessionTimeout",
            LONG,
            "After how many seconds an idle session ends",
        ),
        ro("vScopeUrl", STRING, "The address of vScope"),
        ro("version", model("dedicatedCloud.Version"), "Version"),
        ro("webInterfaceUrl", STRING, "The address of the interface"),
    ]
}
