package com.bpmcentr.console.customer;

import com.bpmcentr.console.operation.FieldRules;
import com.bpmcentr.console.operation.Refusal.Invalid;
import com.bpmcentr.license.Language;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What staff may set on a customer.
 *
 * @param country two capital letters of ISO 3166
 * @param locale the language the customer is written to in
 */
public record CustomerDetails(
    String email, String name, @Nullable String company, String country, Language locale) {

  public CustomerDetails {
    email = email.strip();
    name = name.strip();
    company = company == null || company.isBlank() ? null : company.strip();
    country = country.strip().toUpperCase(Locale.ROOT);
  }

  /** The first field that is not what it must be. */
  public Optional<Invalid> problem() {
    return FieldRules.email("email", email)
        .or(() -> FieldRules.line("name", name))
        .or(() -> FieldRules.optionalLine("company", company))
        .or(() -> FieldRules.country("country", country));
  }
}
