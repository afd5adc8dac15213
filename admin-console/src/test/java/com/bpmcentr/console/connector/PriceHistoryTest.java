package com.bpmcentr.console.connector;

import static com.bpmcentr.license.Interval.MONTH;
import static com.bpmcentr.license.Interval.YEAR;
import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.connector.PriceChange.State;
import com.bpmcentr.console.connector.PriceChange.Withdrawal;
import com.bpmcentr.console.connector.PriceHistory.CategoryChange;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.ConnectorState;
import com.bpmcentr.license.Interval;
import com.bpmcentr.license.OnStale;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PriceHistoryTest {

  private static final Instant JANUARY = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");
  private static final Instant MAY = Instant.parse("2026-05-01T00:00:00Z");

  @Test
  void at_changeOfCategory_holdsFromItsTimeOn() {
    PriceHistory history = history(change(Category.STANDARD, null, "18.00", MARCH, JANUARY));

    assertThat(month(history.at(MARCH.minusMillis(1)), "rozetka")).isEqualTo(usd("15.00"));
    assertThat(month(history.at(MARCH), "rozetka")).isEqualTo(usd("18.00"));
    assertThat(history.at(MARCH).of(Category.EXTENDED, MONTH)).isEqualTo(usd("25.00"));
  }

  @Test
  void at_asKnownBeforeItWasEntered_doesNotHold() {
    PriceHistory history = history(change(Category.STANDARD, null, "18.00", MAY, MARCH));

    assertThat(month(history.at(MAY, MARCH.minusMillis(1)), "rozetka")).isEqualTo(usd("15.00"));
    assertThat(month(history.at(MAY, MARCH), "rozetka")).isEqualTo(usd("18.00"));
  }

  @Test
  void at_connectorWithItsOwnPrice_followsItsCategoryNoMore() {
    PriceHistory history =
        history(
            change(null, "rozetka", "16.00", JANUARY, JANUARY),
            change(Category.STANDARD, null, "18.00", MARCH, JANUARY));

    assertThat(month(history.at(MAY), "rozetka")).isEqualTo(usd("16.00"));
    assertThat(month(history.at(MAY), "allo")).isEqualTo(usd("18.00"));
  }

  @Test
  void at_ownPriceThatEnded_followsItsCategoryAgain() {
    PriceChange own = change(null, "rozetka", "16.00", JANUARY, JANUARY);
    PriceChange end = asCategory("rozetka", MARCH);
    PriceHistory history =
        history(own, end, change(Category.STANDARD, null, "18.00", JANUARY, JANUARY));

    assertThat(month(history.at(MARCH.minusMillis(1)), "rozetka")).isEqualTo(usd("16.00"));
    assertThat(month(history.at(MARCH), "rozetka")).isEqualTo(usd("18.00"));
    assertThat(month(history.at(MAY, MARCH.minusMillis(1)), "rozetka")).isEqualTo(usd("16.00"));
    assertThat(history.state(own, MARCH)).isEqualTo(State.PAST);
    assertThat(history.state(end, MARCH)).isEqualTo(State.PRESENT);
    assertThat(history.newest()).contains(MARCH);
  }

  @Test
  void at_withdrawn_neverHolds() {
    PriceChange change = change(Category.STANDARD, null, "18.00", MARCH, JANUARY);
    PriceHistory history = history(withdrawn(change));

    assertThat(month(history.at(MAY), "rozetka")).isEqualTo(usd("15.00"));
    assertThat(history.state(withdrawn(change), MAY)).isEqualTo(State.WITHDRAWN);
    assertThat(history.newest()).contains(JANUARY);
  }

  @Test
  void asTold_beforeItWasWithdrawn_isWhatWasTold() {
    PriceHistory history =
        history(withdrawn(change(Category.STANDARD, null, "18.00", MAY, JANUARY), MARCH));

    assertThat(month(history.asTold(MAY, MARCH.minusMillis(1)), "rozetka")).isEqualTo(usd("18.00"));
    assertThat(month(history.asTold(MAY, MARCH), "rozetka")).isEqualTo(usd("15.00"));
    assertThat(month(history.at(MAY, MARCH.minusMillis(1)), "rozetka")).isEqualTo(usd("15.00"));
    assertThat(history.newest()).contains(MARCH);
  }

  @Test
  void state_ofEach_goesAsTimeDoes() {
    PriceChange first = change(Category.STANDARD, null, "18.00", MARCH, JANUARY);
    PriceChange second = change(Category.STANDARD, null, "20.00", MAY, JANUARY);
    PriceChange other = change(null, "rozetka", "9.00", MAY, JANUARY);
    PriceHistory history = history(first, second, other);

    assertThat(history.state(first, JANUARY)).isEqualTo(State.COMING);
    assertThat(history.state(first, MARCH)).isEqualTo(State.PRESENT);
    assertThat(history.state(first, MAY)).isEqualTo(State.PAST);
    assertThat(history.state(second, MAY)).isEqualTo(State.PRESENT);
    assertThat(history.state(other, MAY)).isEqualTo(State.PRESENT);
    assertThat(history.newest()).contains(MAY);
  }

  @Test
  void category_changedTwice_isWhatItWasThen() {
    PriceHistory history =
        new PriceHistory(
            FIRST,
            List.of(),
            List.of(
                new CategoryChange("rozetka", MAY, Category.EXTENDED),
                new CategoryChange("rozetka", MARCH, Category.STANDARD),
                new CategoryChange("allo", MAY, Category.FREE)));
    Connector rozetka = connector("rozetka", Category.PREMIUM);

    assertThat(history.category(rozetka, MARCH.minusMillis(1))).isEqualTo(Category.STANDARD);
    assertThat(history.category(rozetka, MARCH)).isEqualTo(Category.EXTENDED);
    assertThat(history.category(rozetka, MAY)).isEqualTo(Category.PREMIUM);
  }

  private static final PriceList FIRST =
      new PriceList(
          Map.of(
              Category.STANDARD, Map.of(MONTH, usd("15.00"), YEAR, usd("153.00")),
              Category.EXTENDED, Map.of(MONTH, usd("25.00"), YEAR, usd("255.00"))));

  private static PriceHistory history(PriceChange... changes) {
    return new PriceHistory(FIRST, List.of(changes), List.of());
  }

  private static PriceChange change(
      @Nullable Category category,
      @Nullable String connector,
      String month,
      Instant validFrom,
      Instant enteredAt) {
    Map<Interval, Money> prices = Map.of(MONTH, usd(month), YEAR, usd("180.00"));
    return new PriceChange(
        new UUID(1, month.hashCode()),
        category,
        connector,
        prices,
        validFrom,
        enteredAt,
        "owner",
        "costs",
        null);
  }

  private static PriceChange asCategory(String connector, Instant at) {
    return new PriceChange(
        new UUID(2, 2), null, connector, Map.of(), at, at, "owner", "as before", null);
  }

  private static PriceChange withdrawn(PriceChange change) {
    return withdrawn(change, JANUARY);
  }

  private static PriceChange withdrawn(PriceChange change, Instant at) {
    return new PriceChange(
        change.id(),
        change.category(),
        change.connectorId(),
        change.prices(),
        change.validFrom(),
        change.enteredAt(),
        change.enteredBy(),
        change.reason(),
        new Withdrawal(at, "owner", "typo"));
  }

  private static Money month(PriceList list, String connector) {
    return list.of(connector, Category.STANDARD, MONTH);
  }

  private static Connector connector(String id, Category category) {
    ConnectorDetails details =
        new ConnectorDetails(
            id, "crm", category, ConnectorState.PUBLISHED, Duration.ofDays(3), OnStale.REFUSE);
    return new Connector(id, details, false, JANUARY, 0);
  }

  private static Money usd(String amount) {
    return new Money(new BigDecimal(amount), "USD");
  }
}
