// SPDX-License-Identifier: EPL-2.0
/**
 * Certificates of the organisation's own CA, in X.509 (RFC 5280): reading them, and the keys that they name. The only
 * place besides the judging of them in {@code org.holdfast.node} that looks into one; rosters and messages carry bytes.
 * Start with {@link MachineCertificate}.
 */
@NullMarked
package org.holdfast.trust.x509;

import org.jspecify.annotations.NullMarked;
