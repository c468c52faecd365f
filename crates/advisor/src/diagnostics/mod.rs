//! Reading what customers paste: traces, disk reports, bounces, DNS answers.
