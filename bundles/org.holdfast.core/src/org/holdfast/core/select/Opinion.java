// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.select;

import org.holdfast.spi.policy.Verdict;

/** What one criterion said of a candidate. */
public record Opinion(String criterion, Verdict verdict) {}
