package com.bpmcentr.console.api;

import com.bpmcentr.console.customer.CustomerDetails;
import com.bpmcentr.license.Language;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** What is set on a customer; the service says what each field must be. */
record CustomerFields(
    @NotNull String email,
    @NotNull String name,
    @Nullable String company,
    @NotNull String country,
    @NotNull Language locale) {

  static CustomerFields of(CustomerDetails details) {
    return new CustomerFields(
        details.email(), details.name(), details.company(), details.country(), details.locale());
  }

  CustomerDetails details() {
    return new CustomerDetails(email, name, company, country, locale);
  }
}
