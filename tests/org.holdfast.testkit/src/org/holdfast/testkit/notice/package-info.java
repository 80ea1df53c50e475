// SPDX-License-Identifier: EPL-2.0
/** What tests of ways of notices share: servers' certificates ({@link org.holdfast.testkit.notice.TestCertificate}). */
@NullMarked
package org.holdfast.testkit.notice;

import org.jspecify.annotations.NullMarked;
