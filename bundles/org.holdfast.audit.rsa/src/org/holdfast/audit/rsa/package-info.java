// SPDX-License-Identifier: EPL-2.0
/**
 * {@code rsa-v1} and its variants of three and four primes: r to the power of the data. Start with {@link
 * org.holdfast.audit.rsa.RsaScheme}; docs/format-audit.md is the normative description.
 */
@NullMarked
package org.holdfast.audit.rsa;

import org.jspecify.annotations.NullMarked;
