using System.Buffers.Binary;

namespace Rollcall.Core.Admission;

/// <summary>The name of one refused admission: <c>REF-</c> and 12 characters of Crockford's base 32, 60 random bits (product rule 30).</summary>
public sealed record Reference
{
    /// <summary>How many random bytes one takes; four of their bits stay unused.</summary>
    public const int RandomBytes = 8;

    private const string Prefix = "REF-";
    private const int Letters = 12;
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private Reference(string text) => Text = text;

    /// <summary>In its one spelling.</summary>
    public string Text { get; }

    public override string ToString() => Text;

    /// <summary>Names by chance; the bytes come from a cryptographic source.</summary>
    public static Reference Of(ReadOnlySpan<byte> random)
    {
        if (random.Length != RandomBytes)
        {
            throw new ArgumentException($"Exactly {RandomBytes} bytes are needed.", nameof(random));
        }

        var bits = BinaryPrimitives.ReadUInt64BigEndian(random);
        Span<char> letters = stackalloc char[Letters];
        for (var i = Letters - 1; i >= 0; i--)
        {
            letters[i] = Alphabet[(int)(bits & 31)];
            bits >>= 5;
        }

        return new Reference(string.Concat(Prefix, letters));
    }

    /// <summary>Reads what a person typed or read over the telephone: case, dashes, blanks and the prefix do not matter, O counts as 0, I and L as 1. Null where it is none.</summary>
    public static Reference? Parse(string? text)
    {
        Span<char> letters = stackalloc char[Letters];
        var count = 0;
        foreach (var c in WithoutPrefix(text ?? ""))
        {
            if (c is '-' or ' ')
            {
                continue;
            }

            if (count == Letters || Letter(c) is not { } letter)
            {
                return null;
            }

            letters[count++] = letter;
        }

        return count == Letters ? new Reference(string.Concat(Prefix, letters)) : null;
    }

    /// <summary>"REF" are letters of the alphabet too: they are the prefix only where more than twelve letters stand.</summary>
    private static ReadOnlySpan<char> WithoutPrefix(string text)
    {
        var trimmed = text.AsSpan().Trim();
        var letters = trimmed.Length - trimmed.Count('-') - trimmed.Count(' ');
        return letters > Letters && trimmed.StartsWith("REF", StringComparison.OrdinalIgnoreCase) ? trimmed[3..] : trimmed;
    }

    private static char? Letter(char c) => char.ToUpperInvariant(c) switch
    {
        'O' => '0',
        'I' or 'L' => '1',
        var upper when Alphabet.Contains(upper, StringComparison.Ordinal) => upper,
        _ => null,
    };
}
