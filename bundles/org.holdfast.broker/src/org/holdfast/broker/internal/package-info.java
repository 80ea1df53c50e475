// SPDX-License-Identifier: EPL-2.0
@NullMarked
package org.holdfast.broker.internal;

import org.jspecify.annotations.NullMarked;
