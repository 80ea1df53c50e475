// SPDX-License-Identifier: EPL-2.0
package org.holdfast.spi.policy;

import org.holdfast.model.CodeShape;
import org.holdfast.model.FormatId;

/**
 * What a redundancy policy chose, and what may be expected of it.
 *
 * @param code the format id of a code family
 * @param lossPerYear expected losses of a segment in a year, such as 1e-6; not above what the target asks for, if that
 *     can be
 * @param limitedBy for people: what most of the expected loss comes from, with its share, such as {@code site 'north':
 *     1e-3}
 * @param furtherPartners how many more, on different machines, would reach the target; 0 if it is reached, or if more
 *     like the present ones would not reach it
 */
public record CodePlan(FormatId code, CodeShape shape, double lossPerYear, String limitedBy, int furtherPartners) {
    public CodePlan {
        if (!(lossPerYear >= 0) || furtherPartners < 0) {
            throw new IllegalArgumentException(
                    "a plan has no " + lossPerYear + " losses a year and no " + furtherPartners + " partners to come");
        }
    }
}
