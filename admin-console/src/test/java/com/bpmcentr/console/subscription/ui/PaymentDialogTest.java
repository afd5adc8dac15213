package com.bpmcentr.console.subscription.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.connector.Money;
import com.bpmcentr.console.invoice.Bill;
import com.bpmcentr.console.invoice.InvoiceKind;
import com.bpmcentr.console.invoice.PaymentMethod;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.Parts;
import com.bpmcentr.console.shell.TextUi;
import com.bpmcentr.console.shell.detail.FormDialog;
import com.bpmcentr.console.subscription.BillingOutlook.PaymentPreview;
import com.bpmcentr.console.subscription.Samples;
import com.bpmcentr.console.subscription.SettledInvoice;
import com.bpmcentr.console.subscription.Subscription;
import com.bpmcentr.console.subscription.SubscriptionStatus;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.Interval;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PaymentDialogTest {

  @RegisterExtension private final TextUi ui = TextUi.withSession(Locale.ENGLISH);
  private final List<Integer> paidOver = new ArrayList<>();
  private final List<Result<?>> told = new ArrayList<>();
  private int version;
  private Optional<PaymentDialog.Owed> now = Optional.empty();

  /** The first check of a new customer binds it while the payment is typed: each retry failed. */
  @Test
  void save_changedMeanwhile_saysWhatIsOwedNowAndIsSavedOverThat() {
    FormDialog dialog = filled(owed(0, "15.00"));
    version = 1;
    now = Optional.of(owed(1, "12.00"));

    Parts.confirm(dialog);

    assertThat(told).containsExactly(Result.refused(new Refusal.VersionConflict(0, 1)));
    assertThat(dialog.isOpened()).isTrue();
    assertThat(dialog.getElement().getTextRecursively()).contains("$12.00").doesNotContain("$15");
    assertThat(amount(dialog).getValue()).isEqualTo("15.00");

    Parts.confirm(dialog);

    assertThat(paidOver).containsExactly(0, 1);
    assertThat(told).hasSize(2).last().isInstanceOf(Result.Done.class);
    assertThat(dialog.isOpened()).isFalse();
  }

  @Test
  void save_nothingOwedAnyMore_ends() {
    FormDialog dialog = filled(owed(0, "15.00"));
    version = 1;

    Parts.confirm(dialog);

    assertThat(told).containsExactly(Result.refused(new Refusal.VersionConflict(0, 1)));
    assertThat(dialog.isOpened()).isFalse();
  }

  @Test
  void save_wrongAmount_isToldAtItsFieldAndNothingIsReadAnew() {
    FormDialog dialog = filled(owed(0, "15.00"));
    amount(dialog).setValue("1");

    Parts.confirm(dialog);

    assertThat(amount(dialog).isInvalid()).isTrue();
    assertThat(told).isEmpty();
    assertThat(dialog.isOpened()).isTrue();
  }

  private FormDialog filled(PaymentDialog.Owed owed) {
    FormDialog dialog =
        new PaymentDialog(
                owed,
                () -> now,
                (over, _, entry) -> paid(over, entry.amount()),
                told::add,
                new Formats(Locale.ENGLISH, ZoneOffset.UTC),
                Clock.systemUTC())
            .dialog();
    dialog.open();
    amount(dialog).setValue("15.00");
    @SuppressWarnings("unchecked")
    Select<PaymentMethod> method = Parts.only(dialog, Select.class);
    method.setValue(PaymentMethod.CARD);
    return dialog;
  }

  private Result<SettledInvoice> paid(PaymentDialog.Owed over, String amount) {
    paidOver.add(over.seen().version());
    if (amount.equals("1")) {
      return Result.refused(new Refusal.Invalid("amount", "invalid.required"));
    }
    return over.seen().version() == version
        ? Result.done(null)
        : Result.refused(new Refusal.VersionConflict(over.seen().version(), version));
  }

  private static TextField amount(FormDialog dialog) {
    return Parts.of(dialog, TextField.class).getFirst();
  }

  private static PaymentDialog.Owed owed(int version, String amount) {
    Subscription paid = Samples.paid(Samples.startingIn(0));
    var seen =
        new Subscription(
            paid.identity(),
            paid.terms(),
            paid.term(),
            paid.binding(),
            paid.renewal(),
            paid.stops(),
            version);
    var bill =
        new Bill(
            InvoiceKind.PERIOD,
            Samples.NOW,
            Samples.NOW.plus(Duration.ofDays(31)),
            Interval.MONTH,
            Category.STANDARD,
            new Money(new BigDecimal(amount), "USD"),
            new Money(new BigDecimal("0.00"), "USD"),
            Samples.NOW);
    var preview = new PaymentPreview(bill, bill.from(), bill.to(), SubscriptionStatus.ACTIVE);
    return new PaymentDialog.Owed(seen, preview, null, List.of());
  }
}
