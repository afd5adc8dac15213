package com.bpmcentr.console.publishing;

import com.bpmcentr.license.Keyring;
import com.bpmcentr.license.LicenseVerifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the shared model brings to publishing. */
@Configuration(proxyBeanMethods = false)
class PublishingParts {

  @Bean
  LicenseVerifier licenseVerifier(Keyring keyring) {
    return new LicenseVerifier(keyring);
  }
}
