// SPDX-License-Identifier: EPL-2.0
/** What every judge of partners promises: extend {@link PartnerCriterionContract} in the tests of
 * the provider. {@link SampleCandidate} makes candidates for further tests. */
@NullMarked
package org.holdfast.testkit.policy;

import org.jspecify.annotations.NullMarked;
