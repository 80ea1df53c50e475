// SPDX-License-Identifier: EPL-2.0
/**
 * What tests of providers share; usable from outside the repository. Start with the contract of the service that you
 * implement: {@code coding.ErasureCodeContract}, {@code crypto.AuthenticatedCipherContract},
 * {@code compression.CompressorContract}.
 */
@NullMarked
package org.holdfast.testkit;

import org.jspecify.annotations.NullMarked;
