/** Emoji and emoticons: the same in every language. Parted by spaces. */

export const EMOJI = {
  worst: '🤬 😡 🖕 🤮 🤢 💩',
  bad: `😠 😤 😞 😢 😭 😩 😫 😒 🙄 😔 😣 😖 😟 🙁 ☹ 😕 👎 💔 😑 😾 😿 😰 😨 😱 😓 😥 🤦 🤡 👿 😪 😧 😦 🚮
    🤥 :(`,
  hint: '😐 🤔 😳 😬 🤷 ⏰ ⌛ ⏳ 🆘 ⚠ ❌ 😅',
  fine: '😂 🤣 😜 😝 😛 😏 🙈 💪 🎵 🎶 ✌ 🔥 💯 🎁 ⚽ 🏆 🎂 🍻 ☀ ✨ ⭐ 🌟 ✅ 🙏 😆 😄',
  good: `😊 🙂 😀 😃 😁 😉 😎 ☺ 😋 😌 👍 👌 👏 🙌 🤗 🎉 🎊 😇 😺 😸 🤞 💐 🌹 🌸 💋 😙 😚 🤝 :)`,
  best: '❤ 😍 🥰 😘 💕 💖 💗 💓 💘 💙 💚 💛 💜 🖤 🧡 💝 💞 ♥ ♡ 🤩 😻 🥳 <3',
} as const;
