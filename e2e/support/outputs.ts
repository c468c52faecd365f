/** What tools say, as people paste it. Names and addresses are those reserved for examples. */

/** A trace that loses packets from its second hop on, to the target. */
export const TRACE = `Start: 2026-03-01T10:00:00+0100
HOST: shop.example                Loss%   Snt   Last   Avg  Best  Wrst StDev
  1.|-- 192.0.2.254                0.0%   100    0.4   0.5   0.3   0.8   0.1
  2.|-- border.transit.example    21.0%   100    9.4   9.5   9.3  19.8   0.1
  3.|-- 203.0.113.7               20.0%   100   10.4  10.5  10.3  30.8   0.1`;

/** A disk that says it is well and has sectors that it cannot read. */
export const DISK = `smartctl 7.3 2022-02-28 r5338 [x86_64-linux-6.1.0] (local build)
=== START OF INFORMATION SECTION ===
Device Model:     EXAMPLE HD2000
Serial Number:    EX4MPL3
=== START OF READ SMART DATA SECTION ===
SMART overall-health self-assessment test result: PASSED
ID# ATTRIBUTE_NAME          FLAG     VALUE WORST THRESH TYPE      UPDATED  WHEN_FAILED RAW_VALUE
197 Current_Pending_Sector  0x0012   100   100   000    Old_age   Always       -       8`;

/** A mail that came back. */
export const BOUNCE = `This is the mail system at host mx.shop.example.
Final-Recipient: rfc822; somebody@elsewhere.example
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 <somebody@elsewhere.example>: Recipient address rejected: User unknown`;

/** An answer of the DNS. */
export const ANSWER = `; <<>> DiG 9.18.24 <<>> shop.example
;; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 51711
;; QUESTION SECTION:
;shop.example.\t\tIN\tA
;; ANSWER SECTION:
shop.example.\t\t86400\tIN\tA\t203.0.113.7
;; SERVER: 192.0.2.53#53(192.0.2.53) (UDP)`;
