/** Who works here and what each may do: roles, accounts, login rules and access tokens. */
@NullMarked
package com.bpmcentr.console.staff;

import org.jspecify.annotations.NullMarked;
