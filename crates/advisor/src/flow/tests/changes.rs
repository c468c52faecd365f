//! Going back and answering anew.

use proptest::prelude::*;

use super::*;
use crate::flow::keys;

/// Any option of any question, and words that are none.
fn answers() -> impl Strategy<Value = Vec<(&'static str, String)>> {
    let answer = (0..NodeId::ALL.len()).prop_flat_map(|index| {
        let id = NodeId::ALL[index];
        let options: Vec<String> = keys::options(id).into_iter().map(Into::into).collect();
        let any = prop_oneof![9 => prop::sample::select(options), 1 => "[a-z-]{0,6}"];
        (Just(id.key()), any)
    });
    prop::collection::vec(answer, 0..12)
}

fn case() -> impl Strategy<Value = Case> {
    let products = 0..PRODUCTS.len();
    let signals = prop::sample::select(signals());
    let known = prop::option::of(products);
    (prop::sample::select(PLACES.to_vec()), known, signals).prop_map(|(place, product, signals)| {
        Case {
            signals,
            ..match product {
                Some(index) => about(place, PRODUCTS[index].key),
                None => blank(place),
            }
        }
    })
}

proptest! {
    /// Only the answers on the way count: the others could as well not be there.
    #[test]
    fn answers_beside_the_way_do_not_count(case in case(), given in answers()) {
        let answers: Answers = given.into_iter().collect();
        let walked = walk(&case, &answers);
        let on_the_way: Answers = walked
            .asked
            .iter()
            .map(|question| (question.node.key(), question.answer.unwrap()))
            .collect();
        prop_assert_eq!(&walk(&case, &on_the_way), &walked);
        for question in &walked.asked {
            prop_assert_eq!(question.answer, answers.get(question.node.key()));
        }
    }

    /// An answer that is changed and changed back leaves everything as it was, and what
    /// was answered later and is still asked keeps its answer.
    #[test]
    fn a_changed_answer_loses_no_other(
        case in case(),
        given in answers(),
        changed in 0..NodeId::ALL.len(),
        to in "[a-z-]{1,12}",
    ) {
        let before: Answers = given.into_iter().collect();
        let node = NodeId::ALL[changed].key();
        let mut after = before.clone();
        after.set(node, &to);
        for question in walk(&case, &after).asked {
            if question.node.key() != node {
                prop_assert_eq!(question.answer, before.get(question.node.key()));
            }
        }
        match before.get(node) {
            Some(old) => after.set(node, old),
            None => after.clear(node),
        }
        prop_assert_eq!(walk(&case, &after), walk(&case, &before));
    }

    /// A draft that was kept leads where it led.
    #[test]
    fn answers_survive_being_kept(case in case(), given in answers()) {
        let answers: Answers = given.into_iter().collect();
        let kept: Answers = answers.pairs().collect();
        prop_assert_eq!(walk(&case, &kept), walk(&case, &answers));
    }
}

#[test]
fn another_product_keeps_the_answers_that_still_apply() {
    let case = blank((Region::Eu, false));
    let mut answers = Answers::from_iter([
        ("product", "dedicated-server"),
        ("need", "inside"),
        ("topic", "disk-full"),
    ]);
    let Step::End(outcome) = next(&case, &answers) else {
        panic!()
    };
    assert_eq!(outcome.end, End::OutOfPerimeter);
    // A full disk is known of a virtual server, too.
    answers.set("product", "vps");
    assert!(matches!(next(&case, &answers), Step::End(_)));
    // A mailbox has no disk to fill: that one question is asked anew.
    answers.set("product", "exchange");
    let walked = walk(&case, &answers);
    let nodes: Vec<_> = walked.asked.iter().map(|q| q.node).collect();
    assert_eq!(nodes, [NodeId::Product, NodeId::Need]);
    assert!(matches!(walked.step, Step::Ask(question) if question.node == NodeId::Topic));
    // Back again, nothing is asked.
    answers.set("product", "dedicated-server");
    assert_eq!(next(&case, &answers), Step::End(outcome));
}
