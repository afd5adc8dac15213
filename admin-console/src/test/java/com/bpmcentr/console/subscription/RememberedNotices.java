package com.bpmcentr.console.subscription;

import com.bpmcentr.console.due.Due;
import com.bpmcentr.console.due.Place;
import com.bpmcentr.license.Interval;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What the customer of one subscription was told of prices, in memory. */
final class RememberedNotices extends PriceNoticeRepository {

  private final Supplier<Subscription> subscription;
  private final List<Recorded> all = new ArrayList<>();

  RememberedNotices(Supplier<Subscription> subscription) {
    super(null);
    this.subscription = subscription;
  }

  /** What was told, and when. */
  record Recorded(Told told, Instant at) {}

  @Override
  Optional<PriceNotice> latest(Subscription of, Instant renewal) {
    return last(renewal, PriceNotice.atBeginning(of).at())
        .map(recorded -> new PriceNotice(recorded.told.renewal(), recorded.at));
  }

  /** The last for that renewal or one before it, since then. */
  Optional<Recorded> last(Instant renewal, Instant since) {
    return all.stream()
        .filter(each -> !each.at.isBefore(since) && !each.told.renewal().isAfter(renewal))
        .max(Comparator.comparing(Recorded::at));
  }

  @Override
  List<Due> candidates(
      Place after, Instant until, Duration ahead, Instant newest, boolean monthsOnly, int most) {
    Subscription each = subscription.get();
    Instant due = each.term().endsAt().minus(ahead);
    PriceNotice begun = PriceNotice.atBeginning(each);
    boolean is =
        due.isAfter(after.at())
            && due.isAfter(until.minus(PriceNoticeWork.AT_MOST_LATE))
            && !due.isAfter(until)
            && each.autoRenew()
            && each.revocation() == null
            && each.term().wasEverPaid()
            && (each.terms().interval() == Interval.MONTH || !monthsOnly)
            && begun.at().isBefore(newest)
            && all.stream().noneMatch(told -> told.told.due().at().equals(due));
    return is ? List.of(new Due(due, each.id())) : List.of();
  }

  @Override
  void record(List<Told> told, Instant now) {
    told.forEach(each -> all.add(new Recorded(each, now)));
  }
}
