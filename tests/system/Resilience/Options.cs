using System.Globalization;

namespace Ecommerce.Resilience;

/// <summary>The command line of the long run.</summary>
internal static class Options
{
    public const string Usage = "--minutes N (20)  --rate ARRIVALS-PER-SECOND (8)  --seed N (1)";

    public static bool TryParse(string[] arguments, out Trial trial)
    {
        double minutes = 20, rate = 8, seed = 1;
        trial = null!;
        if (arguments.Length % 2 != 0) return false;
        foreach (var option in arguments.Chunk(2))
        {
            if (!double.TryParse(option[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || value <= 0) return false;
            if (option[0] == "--minutes") minutes = value;
            else if (option[0] == "--rate") rate = value;
            else if (option[0] == "--seed") seed = value;
            else return false;
        }

        trial = new Trial((int)seed, rate, TimeSpan.FromMinutes(minutes)) { Patience = TimeSpan.FromMinutes(5) };
        return true;
    }
}
