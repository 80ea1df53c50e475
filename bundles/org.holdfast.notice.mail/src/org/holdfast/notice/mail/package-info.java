// SPDX-License-Identifier: EPL-2.0
/** Notices as mail: {@link MailChannel}. */
@NullMarked
package org.holdfast.notice.mail;

import org.jspecify.annotations.NullMarked;
