const small = 16

/**
 * The order that sorts whole numbers, with equal ones in the order in which numpy's quicksort for any processor leaves them
 * (numpy/_core/src/npysort/quicksort.cpp): median of three, insertion sort for short parts. numpy's own order of equal numbers
 * differs between versions and processors where there are hundreds of them.
 */
export function portableArgsort(values: ArrayLike<number>): Int32Array {
  const order = Int32Array.from({ length: values.length }, (_, i) => i)
  const at = (place: number): number => values[order[place]!]!
  const swap = (a: number, b: number): void => {
    const kept = order[a]!
    order[a] = order[b]!
    order[b] = kept
  }
  const waiting: [number, number][] = [[0, values.length - 1]]
  for (let part = waiting.pop(); part; part = waiting.pop()) {
    let [left, right] = part
    while (right - left > small) {
      const middle = left + ((right - left) >> 1)
      if (at(middle) < at(left)) swap(middle, left)
      if (at(right) < at(middle)) swap(right, middle)
      if (at(middle) < at(left)) swap(middle, left)
      const pivot = at(middle)
      let low = left
      let high = right - 1
      swap(middle, high)
      for (;;) {
        do low++
        while (at(low) < pivot)
        do high--
        while (pivot < at(high))
        if (low >= high) break
        swap(low, high)
      }
      swap(low, right - 1)
      if (low - left < right - low) {
        waiting.push([low + 1, right])
        right = low - 1
      } else {
        waiting.push([left, low - 1])
        left = low + 1
      }
    }
    for (let i = left + 1; i <= right; i++) {
      const moved = order[i]!
      let place = i
      while (place > left && values[moved]! < at(place - 1)) {
        order[place] = order[place - 1]!
        place--
      }
      order[place] = moved
    }
  }
  return order
}
