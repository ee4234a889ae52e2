namespace Ecommerce.Web.Unicode;

/// <summary>Korean syllables are composed of two or three letters by calculation (The Unicode Standard, section 3.12).</summary>
internal static class HangulSyllable
{
    private const int First = 0xAC00;
    private const int FirstLead = 0x1100;
    private const int FirstVowel = 0x1161;

    /// <summary>One before the first: the count of trails includes none.</summary>
    private const int BeforeTrails = 0x11A7;

    private const int Leads = 19;
    private const int Vowels = 21;
    private const int Trails = 28;
    private const int Count = Leads * Vowels * Trails;

    /// <summary>Null where it is no syllable.</summary>
    public static int[]? Decompose(int point)
    {
        var index = point - First;
        if (index is < 0 or >= Count)
            return null;
        int[] letters = [FirstLead + (index / (Vowels * Trails)), FirstVowel + (index / Trails % Vowels)];
        return index % Trails == 0 ? letters : [.. letters, BeforeTrails + (index % Trails)];
    }

    /// <summary>Null where the two make no syllable.</summary>
    public static int? Compose(int first, int second)
    {
        var (lead, vowel, syllable, trail) = (first - FirstLead, second - FirstVowel, first - First, second - BeforeTrails);
        if (lead is >= 0 and < Leads && vowel is >= 0 and < Vowels)
            return First + (((lead * Vowels) + vowel) * Trails);
        var takesTrail = syllable is >= 0 and < Count && syllable % Trails == 0;
        return takesTrail && trail is > 0 and < Trails ? first + trail : null;
    }
}
