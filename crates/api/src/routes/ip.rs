//! Addresses: `/ip`. The list holds blocks, `192.0.2.0/28`; a slash in a name is encoded.

use crate::{
    call::Call,
    error::ApiError,
    json::{Fields, Wrong},
    list::{List, Page},
    regions::Where,
    session::Session,
    wire_enum::wire_enum,
};

/// In every region and on the brands.
const PLACE: Where = Where::EVERYWHERE;

wire_enum! {
    /// `ip.IpTypeEnum`.
    pub enum IpKind {
        /// A dedicated server.
        Dedicated = "dedicated",
        /// Nothing in particular: it can be moved.
        Failover = "failover",
        /// A VPS.
        Vps = "vps",
        /// A public cloud project.
        Cloud = "cloud",
        /// A hosted private cloud.
        PrivateCloud = "pcc",
        /// A vRack.
        Vrack = "vrack",
        /// A load balancer.
        LoadBalancing = "loadBalancing",
        /// Housing.
        Housing = "housing",
        /// A CDN.
        Cdn = "cdn",
        /// A hosted certificate.
        HostedSsl = "hosted_ssl",
        /// E-mail.
        Mail = "mail",
        /// OverTheBox.
        OverTheBox = "overthebox",
        /// Payment card infrastructure.
        Pci = "pci",
        /// A private network.
        Private = "private",
        /// A VPN.
        Vpn = "vpn",
        /// Internet access.
        Xdsl = "xdsl",
    }
}

/// A block of addresses, `ip.Ip`.
#[derive(Debug, Clone, PartialEq)]
pub struct IpBlock {
    /// The block, in CIDR notation.
    pub block: String,
    /// What it belongs to.
    pub kind: Option<IpKind>,
    /// Name its owner gave it.
    pub description: Option<String>,
    /// Technical name of the service it leads to.
    pub routed_to: Option<String>,
    /// Country it is registered in.
    pub country: Option<String>,
    /// An additional address, which can be moved.
    pub additional: bool,
}

const LIST: List<IpBlock> = List {
    place: PLACE,
    path: "/ip",
    id: "ip",
    read,
};

pub(super) fn read(fields: &Fields<'_>) -> Result<IpBlock, Wrong> {
    Ok(IpBlock {
        block: fields.text("ip")?,
        kind: fields.word("type", IpKind::from_wire)?,
        description: fields.text_or_none("description")?,
        routed_to: fields
            .object("routedTo")?
            .map_or(Ok(None), |to| to.text_or_none("serviceName"))?,
        country: fields.text_or_none("country")?,
        additional: fields.flag("isAdditionalIp")?,
    })
}

impl Session {
    /// All of the account, expanded. `GET /ip`.
    pub async fn ip_blocks(&self) -> Result<Page<IpBlock>, ApiError> {
        self.list(&LIST).await
    }

    /// Those that lead to a service, by its technical name, expanded.
    /// `GET /ip?routedTo.serviceName=`.
    pub async fn ip_blocks_of(&self, service: &str) -> Result<Page<IpBlock>, ApiError> {
        let query = [("routedTo.serviceName", service)];
        self.list_where(&LIST, &query).await
    }

    /// One of them. `GET /ip/{ip}`.
    pub async fn ip_block(&self, name: &str) -> Result<IpBlock, ApiError> {
        self.one(PLACE, Call::get("/ip").name(name)?, read).await
    }
}
