package com.bpmcentr.console.security;

import com.bpmcentr.console.api.ApiPaths;
import com.bpmcentr.console.api.ProblemWriter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.HttpStatusRequestRejectedHandler;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/** Requests that no honest client sends end before anything looks at them. */
@Configuration(proxyBeanMethods = false)
class RejectedRequests {

  /** PostgreSQL cannot hold the zero character, and no field of a form or query needs it. */
  @Bean
  HttpFirewall firewall() {
    StrictHttpFirewall firewall = new StrictHttpFirewall();
    firewall.setAllowedParameterValues(value -> value.indexOf('\0') < 0);
    return firewall;
  }

  @Bean
  RequestRejectedHandler requestRejectedHandler(ProblemWriter problems) {
    HttpStatusRequestRejectedHandler plain = new HttpStatusRequestRejectedHandler();
    return (request, response, rejection) -> {
      if (ApiPaths.isApi(request)) {
        problems.rejected(response);
      } else {
        plain.handle(request, response, rejection);
      }
    };
  }
}
