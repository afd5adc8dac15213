package com.bpmcentr.console.audit.ui;

import com.bpmcentr.console.audit.AuditEntry;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.detail.FactList;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableRow;
import java.util.Comparator;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One entry in full: what was before and after, and from where it came. */
final class EntryDetails extends Div {

  private final Formats formats;

  EntryDetails(AuditEntry entry, Formats formats) {
    this.formats = formats;
    addClassName("entry-details");
    add(
        new FactList()
            .fact(getTranslation("audit.seq"), String.valueOf(entry.seq()))
            .fact(getTranslation("audit.operation"), new Code(entry.operation()))
            .fact(getTranslation("audit.target-id"), new Code(entry.targetId()))
            .fact(getTranslation("audit.address"), entry.address())
            .fact(getTranslation("audit.token"), entry.token() == null ? null : entry.token() + "…")
            .fact(
                getTranslation("audit.refusal"),
                entry.refusal() == null ? null : AuditWords.refusal(entry.refusal()))
            .fact(getTranslation("reason.label"), entry.reason()));
    if (!entry.before().texts().isEmpty() || !entry.after().texts().isEmpty()) {
      add(changes(entry.before().texts(), entry.after().texts()));
    }
  }

  /** Every field that is on either side: those that differ come first and stand out. */
  private NativeTable changes(SortedMap<String, String> before, SortedMap<String, String> after) {
    var table = new NativeTable();
    table.addClassName("changes");
    NativeTableRow head = table.getHead().addRow();
    head.addHeaderCell().setText(getTranslation("audit.field"));
    head.addHeaderCell().setText(getTranslation("audit.before"));
    head.addHeaderCell().setText(getTranslation("audit.after"));
    var fields = new TreeSet<>(before.keySet());
    fields.addAll(after.keySet());
    Predicate<String> same = field -> Objects.equals(before.get(field), after.get(field));
    for (String field : fields.stream().sorted(Comparator.comparing(same::test)).toList()) {
      NativeTableRow row = table.getBody().addRow();
      row.addHeaderCell().setText(AuditWords.fact(field));
      row.addDataCell().setText(shown(field, before.get(field)));
      row.addDataCell().setText(shown(field, after.get(field)));
      row.setClassName("changed", !same.test(field));
    }
    return table;
  }

  private String shown(String field, @Nullable String recorded) {
    return recorded == null ? Formats.NOTHING : AuditWords.value(field, recorded, formats);
  }
}
