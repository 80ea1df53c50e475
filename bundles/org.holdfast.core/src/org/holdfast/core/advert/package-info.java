// SPDX-License-Identifier: EPL-2.0
/** Which adverts a node looks at, and which it keeps: start with {@link org.holdfast.core.advert.AdvertGate}. */
@NullMarked
package org.holdfast.core.advert;

import org.jspecify.annotations.NullMarked;
