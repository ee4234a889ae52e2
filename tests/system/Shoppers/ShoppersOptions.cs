using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Ecommerce.Load;

namespace Ecommerce.Shoppers;

/// <summary>The configuration section <c>Shoppers</c>.</summary>
internal sealed class ShoppersOptions : IValidatableObject
{
    public const string Section = "Shoppers";

    /// <summary>No more come in a second.</summary>
    public const double HighestRate = 50;

    /// <summary>Journeys that begin per second on the average; 0: none until somebody says so.</summary>
    public double Rate { get; set; } = 2;

    /// <summary>Accounts that are opened, one after the other, as they are needed.</summary>
    [Range(1, 200)]
    public int Customers { get; set; } = 20;

    /// <summary>Journeys under way at the same time. Further arrivals are turned away and counted.</summary>
    [ConfigurationKeyName("MostAtOnce")]
    [Range(1, 1000)]
    public int MaxConcurrentJourneys { get; set; } = 100;

    /// <summary>The shop's address, where service discovery does not know the gateway.</summary>
    [Required]
    public string Gateway { get; set; } = "http://localhost:8080";

    /// <summary>Who fills up the shelves and ships.</summary>
    [Required]
    public string StaffEmail { get; set; } = "admin@ecommerce.example";

    /// <summary>Without it nobody does, and what is sold out stays so.</summary>
    public string StaffPassword { get; set; } = "";

    /// <summary>Journeys that are not finished then are given up when the program is told to stop; less than a host waits.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:20")]
    public TimeSpan SettleWithin { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>What <see cref="IsRate"/> asks of a rate.</summary>
    public static string RateMustBe { get; } = string.Create(
        CultureInfo.InvariantCulture, $"must be 0, or {Arrivals.LowestRate} to {HighestRate}");

    public static bool IsRate(double rate) => rate is 0 or (>= Arrivals.LowestRate and <= HighestRate);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IsRate(Rate))
            yield return new($"It {RateMustBe} journeys per second.", [nameof(Rate)]);
    }
}
