package com.bpmcentr.console.api;

import com.bpmcentr.console.apikey.NewApiKey;
import com.bpmcentr.license.Environment;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

record NewKeyFields(
    @NotNull String name, @NotNull Environment environment, @Nullable Instant notAfter) {

  NewApiKey asked() {
    return new NewApiKey(name, environment, notAfter);
  }
}
