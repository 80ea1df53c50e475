// SPDX-License-Identifier: EPL-2.0
/** The tables of the ledger and the files of the chunk index. */
@NullMarked
package org.holdfast.ledger.internal;

import org.jspecify.annotations.NullMarked;
