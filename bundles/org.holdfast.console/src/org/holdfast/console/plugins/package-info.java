// SPDX-License-Identifier: EPL-2.0
/** Providers and plug-ins: what there is, what uses what, and how it is changed. */
@NullMarked
package org.holdfast.console.plugins;

import org.jspecify.annotations.NullMarked;
