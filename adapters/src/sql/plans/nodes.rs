//! Judging a plan of PostgreSQL, node by node.

use std::collections::HashMap;

use serde_json::Value;

use super::Asked;

/// The first column of each index.
pub(super) type FirstColumns = HashMap<String, String>;

/// What a statement may do, and what its plan was found to do.
pub(super) struct Plan<'a> {
    asked: &'a Asked,
    first: &'a FirstColumns,
    complaints: Vec<String>,
    sorts: usize,
}

impl<'a> Plan<'a> {
    pub(super) fn new(asked: &'a Asked, first: &'a FirstColumns) -> Self {
        Self {
            asked,
            first,
            complaints: Vec::new(),
            sorts: 0,
        }
    }

    /// Fails on a plan that does what the statement may not.
    pub(super) fn judge(mut self, plan: &Value, mode: &str) {
        self.look_at(&plan[0]["Plan"], false);
        let sorts_too_often = self.sorts > self.asked.most_sorts;
        assert!(
            self.complaints.is_empty() && !sorts_too_often,
            "{mode}: {:#?}, {} sorts\n{}\n{plan:#}",
            self.complaints,
            self.sorts,
            self.asked.pg
        );
    }

    /// `stops`: whoever takes the rows takes them one by one, and stops at a limit.
    fn look_at(&mut self, node: &Value, stops: bool) {
        let kind = text(node, "Node Type");
        match kind {
            "Seq Scan" => {
                let table = text(node, "Relation Name");
                self.complaints.push(format!("reads {table} through"));
            }
            "Index Scan" | "Index Only Scan" | "Bitmap Index Scan" => {
                self.look_at_index(node, stops);
            }
            "Sort" | "Incremental Sort" => self.sorts += 1,
            _ => {}
        }
        for child in node["Plans"].as_array().into_iter().flatten() {
            let streams = match kind {
                "Limit" => true,
                "Nested Loop" | "Append" | "Subquery Scan" | "LockRows" | "Result" => stops,
                _ => false,
            };
            let relationship = text(child, "Parent Relationship");
            let takes_each = matches!(relationship, "Outer" | "Member" | "Subquery");
            self.look_at(child, streams && takes_each);
        }
    }

    /// An index is looked up in when what it is ordered by first is given, and not only from where or up to where.
    fn look_at_index(&mut self, node: &Value, stops: bool) {
        let index = text(node, "Index Name");
        let condition = text(node, "Index Cond");
        let first = self.first.get(index).map_or("", String::as_str);
        let looks_up = condition.contains(&format!("({first} = "));
        let may_walk = stops && self.asked.walked.contains(&index);
        if !looks_up && !may_walk && !self.asked.read.contains(&index) {
            self.complaints
                .push(format!("reads {index} through ({condition})"));
        }
    }
}

fn text<'v>(node: &'v Value, key: &str) -> &'v str {
    node[key].as_str().unwrap_or_default()
}
