// SPDX-License-Identifier: EPL-2.0
/**
 * What tests of providers share; usable from outside the repository. Start with the contract of the service that you
 * implement: {@code coding.ErasureCodeContract}, {@code crypto.AuthenticatedCipherContract},
 * {@code compression.CompressorContract}, {@code policy.PartnerCriterionContract}. Golden vectors are checked and written
 * with {@code coding.CodeVectors} and {@code crypto.CipherVectors}.
 */
@NullMarked
package org.holdfast.testkit;

import org.jspecify.annotations.NullMarked;
