package com.bpmcentr.edge.usage;

import java.util.List;

/**
 * What came of a batch.
 *
 * @param totals the totals, as they are with it, of the subscriptions whose operations are in it
 * @param passedOver calls that are not counted and never will be, since their hours are older than
 *     the database keeps
 */
record UsageRecorded(List<MonthTotal> totals, long passedOver) {}
