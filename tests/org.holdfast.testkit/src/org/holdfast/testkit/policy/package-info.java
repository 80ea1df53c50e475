// SPDX-License-Identifier: EPL-2.0
/** What every judge of partners promises: extend {@link PartnerCriterionContract} in the tests of the provider. */
@NullMarked
package org.holdfast.testkit.policy;

import org.jspecify.annotations.NullMarked;
