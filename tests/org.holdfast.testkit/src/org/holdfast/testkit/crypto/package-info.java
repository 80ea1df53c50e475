// SPDX-License-Identifier: EPL-2.0
/** What every provider of a cipher passes: extend {@link CipherSuiteContract}. */
@NullMarked
package org.holdfast.testkit.crypto;

import org.jspecify.annotations.NullMarked;
