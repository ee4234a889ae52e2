using System.ComponentModel.DataAnnotations;

namespace Ecommerce.Shoppers;

/// <summary>The configuration section <c>Shoppers</c>.</summary>
internal sealed class ShoppersOptions
{
    public const string Section = "Shoppers";

    /// <summary>No more come in a second.</summary>
    public const double HighestRate = 50;

    /// <summary>Journeys that begin per second on the average; 0: none until somebody says so.</summary>
    [Range(0, HighestRate)]
    public double Rate { get; set; } = 2;

    /// <summary>Accounts that are opened, one after the other, as they are needed.</summary>
    [Range(1, 200)]
    public int Customers { get; set; } = 20;

    /// <summary>Journeys under way at the same time. Whoever comes on top of them is turned away at the door, and counted.</summary>
    [Range(1, 1000)]
    public int MostAtOnce { get; set; } = 100;

    /// <summary>The shop's address, where service discovery does not know the gateway.</summary>
    [Required, Url]
    public string Gateway { get; set; } = "http://localhost:8080";

    /// <summary>Who fills up the shelves and ships.</summary>
    [Required]
    public string StaffEmail { get; set; } = "admin@ecommerce.example";

    /// <summary>Without it nobody does, and what is sold out stays so.</summary>
    public string StaffPassword { get; set; } = "";

    /// <summary>Journeys that are not finished then are given up when the program is told to stop; less than a host waits.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:20")]
    public TimeSpan SettleWithin { get; set; } = TimeSpan.FromSeconds(15);
}
