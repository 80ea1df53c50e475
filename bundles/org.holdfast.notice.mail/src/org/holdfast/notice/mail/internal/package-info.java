// SPDX-License-Identifier: EPL-2.0
/** How a mail looks, and how it gets to a server: {@link org.holdfast.notice.mail.internal.Submission}. */
@NullMarked
package org.holdfast.notice.mail.internal;

import org.jspecify.annotations.NullMarked;
