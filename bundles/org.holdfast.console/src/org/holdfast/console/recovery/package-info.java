// SPDX-License-Identifier: EPL-2.0
/** The recovery sheet: shown, printed, saved, checked, sealed. It is made here and not by the node, so that the secret goes through no socket. */
@NullMarked
package org.holdfast.console.recovery;

import org.jspecify.annotations.NullMarked;
