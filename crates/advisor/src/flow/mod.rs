//! What to ask and where it leads: the flow as data.
