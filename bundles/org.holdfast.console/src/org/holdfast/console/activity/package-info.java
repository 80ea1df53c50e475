// SPDX-License-Identifier: EPL-2.0
/** What is going on: the console's own work, the node's backup partner by partner, and the audit log. */
@NullMarked
package org.holdfast.console.activity;

import org.jspecify.annotations.NullMarked;
