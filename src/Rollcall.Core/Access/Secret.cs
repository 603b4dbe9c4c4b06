using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace Rollcall.Core.Access;

/// <summary>A text that must not be seen: it prints as three stars everywhere but where <see cref="Reveal"/> is called.</summary>
[DebuggerDisplay("***")]
public sealed class Secret
{
    private readonly string _text;

    /// <summary>Wraps a text.</summary>
    public Secret(string text) => _text = text ?? throw new ArgumentNullException(nameof(text));

    /// <summary>The text itself: for the one answer that shows it, and for nothing else.</summary>
    public string Reveal() => _text;

    /// <summary>The SHA-256 digest, which is all that is stored. The text has 256 random bits, so it needs neither salt nor stretching.</summary>
    public byte[] Digest() => SHA256.HashData(Encoding.UTF8.GetBytes(_text));

    public override string ToString() => "***";
}
